/** Classes of SQLSTATE whose messages tell of server and schema only; all others may quote what a shopper wrote. */
const aboutTheServer = /^(?:08|25|3D|40|42|53|54|55|57|58)/;

/**
 * An error as a log line shows it: name, message and stack. Whatever else it carries stays out. Of an error of the
 * database, which quotes values in its message and detail ("Key (email)=(...) already exists"), only what names code
 * and place: SQLSTATE, table, column, constraint, routine.
 */
export function describeError(error: Error): Record<string, unknown> {
  if (!isDatabaseError(error)) return { type: error.name, message: error.message, stack: error.stack };
  const { code, table, column, constraint, routine } = error;
  const stack = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    type: 'DatabaseError',
    code,
    ...(table && { table }),
    ...(column && { column }),
    ...(constraint && { constraint }),
    ...(routine && { routine }),
    ...(aboutTheServer.test(code) && { message: error.message }),
    stack: stack.join('\n'),
  };
}

interface DatabaseError extends Error {
  readonly code: string;
  readonly table?: string;
  readonly column?: string;
  readonly constraint?: string;
  readonly routine?: string;
}

/** As the driver throws them: a five-character SQLSTATE and a severity. */
function isDatabaseError(error: Error): error is DatabaseError {
  const { code, severity } = error as { code?: unknown; severity?: unknown };
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && typeof severity === 'string';
}
