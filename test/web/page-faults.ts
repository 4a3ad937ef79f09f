/** What keeps a page from being used by keyboard, finger or weak eyes. Each function runs inside the page, and so uses nothing from outside itself. */

/** Runs in the browser. Null where nothing has the focus, empty where an outline shows which element has it: its own, or one around what it is in. */
export function unseenFocus(): string | null {
  const focused = document.activeElement;
  if (focused === null || focused === document.body) return null;
  for (let element: Element | null = focused; element !== null && element !== document.body; element = element.parentElement) {
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    if (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2) return '';
  }
  return focused.outerHTML.slice(0, 120);
}

/** Runs in the browser. WCAG 2.2: 1.3.1 (headings), 4.1.2 (names), 2.5.8 (24 pixels; links within a text are free). */
export function hardToUse(): string[] {
  const faults: string[] = [];
  const isShown = (element: Element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
  let level = 0;
  for (const heading of document.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
    if (!isShown(heading)) continue;
    const next = Number(heading.tagName.slice(1));
    if (next > level + 1) faults.push(`${heading.tagName} "${heading.textContent}" after a heading of level ${level}`);
    level = next;
  }
  if (document.querySelectorAll('h1').length !== 1) faults.push('not one h1');
  for (const control of document.querySelectorAll<HTMLElement>('a[href], button, input:not([type=hidden]), select, summary')) {
    if (!isShown(control) || control.matches('.skip')) continue;
    const pictures = [...control.querySelectorAll('img')].map(({ alt }) => alt).join('');
    const labels = 'labels' in control ? [...((control as HTMLInputElement).labels ?? [])].map((label) => label.textContent).join('') : '';
    const name = [control.getAttribute('aria-label'), control.textContent, pictures, labels].join('').trim();
    if (name === '') faults.push(`no name: ${control.outerHTML.slice(0, 120)}`);
    const { width, height } = control.getBoundingClientRect();
    const inText = getComputedStyle(control).display === 'inline';
    if (!inText && (width < 24 || height < 24))
      faults.push(`${width.toFixed(1)} × ${height.toFixed(1)}: ${control.outerHTML.slice(0, 120)}`);
  }
  return faults;
}

/**
 * Runs in the browser. Text whose colour stands out too little from the nearest opaque ground (WCAG 2.2, 1.4.3: 4.5, large text 3).
 * Grounds that are pictures or gradients are not judged.
 */
export function lowContrast(elements: readonly (Element | SVGElement)[]): string[] {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
  const rgba = (color: string): number[] => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const luminance = (channels: number[]) =>
    channels
      .slice(0, 3)
      .map((channel) => channel / 255)
      .map((channel) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4))
      .reduce((sum, channel, index) => sum + channel * [0.2126, 0.7152, 0.0722][index]!, 0);
  const ground = (element: Element | null): number[] | null => {
    for (let current = element; current !== null; current = current.parentElement) {
      const { backgroundColor, backgroundImage } = getComputedStyle(current);
      if (backgroundImage !== 'none') return null;
      const color = rgba(backgroundColor);
      if (color[3]! > 250) return color;
    }
    return [255, 255, 255, 255];
  };
  return elements.flatMap((element) => {
    const words = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent!.trim() !== '');
    if (!words || element.closest('.skip') !== null) return [];
    const behind = ground(element);
    if (behind === null) return [];
    const { color, fontSize, fontWeight } = getComputedStyle(element);
    const [high, low] = [luminance(rgba(color)), luminance(behind)].toSorted((one, other) => other - one) as [number, number];
    const ratio = (high + 0.05) / (low + 0.05);
    const large = Number.parseFloat(fontSize) >= 24 || (Number.parseFloat(fontSize) >= 18.66 && Number(fontWeight) >= 700);
    return ratio < (large ? 3 : 4.5) ? [`${element.className || element.tagName} ${ratio.toFixed(2)}`] : [];
  });
}
