/** True for a browser's address bar: it names HTML, and no JSON type at least as gladly (RFC 9110, 12.5.1). */
export function prefersHtml(accept: string | undefined): boolean {
  if (accept === undefined || !accept.includes('text/html')) return false;
  const quality = (type: string): number => {
    for (const range of accept.toLowerCase().split(',')) {
      const [name, ...parameters] = range.split(';').map((part) => part.trim());
      if (name === type) return Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1);
    }
    return 0;
  };
  return quality('text/html') > Math.max(quality('application/json'), quality('application/graphql-response+json'));
}
