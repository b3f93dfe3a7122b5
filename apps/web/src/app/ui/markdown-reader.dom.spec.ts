import { htmlOf } from './markdown-reader';

const ID = '01890000-0000-7000-8000-000000000001';

describe('a text in Markdown', () => {
  it('draws TeX as MathML, and leaves money alone', async () => {
    const html = await htmlOf('Sea $\\frac{14}{87}$ y\n\n$$x_1 < 2$$\n\nCuesta $5 y $6.');
    expect(html).toContain('<mfrac>');
    expect(html).toContain('display="block"');
    expect(html).not.toContain('annotation');
    expect(html).toContain('Cuesta $5 y $6.');
  });

  it('leaves the one title to the page', async () => {
    expect(await htmlOf('# Vinos\n\n## Datos')).toBe('<h2>Vinos</h2>\n<h2>Datos</h2>\n');
  });

  it('says what TeX it could not read instead of failing', async () => {
    expect(await htmlOf('$\\frac{1$ y más')).toContain('\\frac{1');
  });

  it('shows images of ours where there are some, and no other', async () => {
    const own = `![curva](image:${ID})`;
    expect(await htmlOf(own, (id) => `/api/images/${id}`)).toContain(`src="/api/images/${ID}"`);
    expect(await htmlOf(own)).toBe('<p>curva</p>\n');
    expect(await htmlOf('![x](https://evil.example/x.png)', (id) => id)).toBe('<p>x</p>\n');
    expect(await htmlOf('![x](data:image/png;base64,AAAA)', (id) => id)).not.toContain('<img');
  });

  it('keeps nothing that runs', async () => {
    const html = await htmlOf(
      '<script>alert(1)</script><img src=x onerror=alert(1)> [a](javascript:alert(1)) <math><mtext><script>alert(1)</script></mtext></math> $\\href{javascript:alert(1)}{x}$ <p style="position:fixed">z</p>',
      (id) => id,
    );
    expect(html).not.toMatch(/<script|onerror|href="javascript|<img|style=/i);
  });
});
