export interface QuantisedMatrix {
  /** Row-major, the shape of the matrix that came in. */
  readonly values: Int8Array;
  /** One scale for each column (or row): real value = scale * integer. */
  readonly scales: Float32Array;
}

/** Symmetric signed 8 bits, one scale per column of a [rows, columns] matrix: what MatMulInteger takes per channel. */
export function quantiseColumns(matrix: Float32Array, rows: number, columns: number): QuantisedMatrix {
  return quantise(matrix, rows, columns, columns, (_row, column) => column);
}

/** Symmetric signed 8 bits, one scale per row: for look-up tables. */
export function quantiseRows(matrix: Float32Array, rows: number, columns: number): QuantisedMatrix {
  return quantise(matrix, rows, columns, rows, (row) => row);
}

function quantise(
  matrix: Float32Array,
  rows: number,
  columns: number,
  channels: number,
  channelOf: (row: number, column: number) => number,
): QuantisedMatrix {
  const scales = new Float32Array(channels);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const channel = channelOf(row, column);
      scales[channel] = Math.max(scales[channel]!, Math.abs(matrix[row * columns + column]!));
    }
  }
  // A channel of zeros keeps a scale of 1, so that nothing is divided by zero.
  for (let i = 0; i < channels; i++) scales[i] = scales[i]! > 0 ? scales[i]! / 127 : 1;
  const values = new Int8Array(matrix.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const at = row * columns + column;
      values[at] = Math.max(-127, Math.min(127, Math.round(matrix[at]! / scales[channelOf(row, column)]!)));
    }
  }
  return { values, scales };
}
