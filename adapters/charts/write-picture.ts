import { writeFile } from 'node:fs/promises';
import type { TopLevelSpec } from 'vega-lite';

const look = {
  background: 'white',
  font: 'Inter, "Noto Sans CJK SC", "Helvetica Neue", Arial, sans-serif',
  view: { stroke: null },
  axis: { labelFontSize: 11, titleFontSize: 12, titleFontWeight: 'normal', gridColor: '#e6e8eb' },
  legend: { labelFontSize: 11, titleFontSize: 12, titleFontWeight: 'normal' },
  title: { fontSize: 14, anchor: 'start', subtitleFontSize: 12, subtitleColor: '#5b6470' },
  range: { category: ['#2f6feb', '#d9480f', '#2b8a3e', '#862e9c', '#868e96', '#0b7285'] },
} as const;

/**
 * Draws a Vega-Lite chart (https://vega.github.io/vega-lite) as SVG into a file, in the project's look. Loaded when it
 * is first used: most commands draw nothing.
 * @param path ends in .svg.
 */
export async function writePicture(path: string, spec: TopLevelSpec): Promise<void> {
  const [vega, { compile }] = await Promise.all([import('vega'), import('vega-lite')]);
  const { spec: compiled } = compile({ ...spec, config: { ...look, ...spec.config } } as TopLevelSpec);
  const view = new vega.View(vega.parse(compiled), { renderer: 'none' });
  try {
    await writeFile(path, await view.toSVG());
  } finally {
    view.finalize();
  }
}
