// The page picture with boxes drawn on it, and single fields of it enlarged.
import { element, shape, words } from './dom.js';

const boxed = ['issuer', 'name', 'address', 'issue_date'];

/** The boxes of what was found on one page. */
function boxes({ fields, integrity }, page) {
  const all = boxed.filter((field) => fields[field]?.page === page).map((field) => [field, fields[field].box]);
  for (const finding of integrity) if (finding.page === page) all.push(['integrity', finding.box]);
  return all.filter(([, box]) => box?.length === 4).map(([field, [x0, y0, x1, y1]]) =>
    shape('rect', { class: field, x: x0 - 0.004, y: y0 - 0.001, width: x1 - x0 + 0.008, height: y1 - y0 + 0.002 }));
}

/** A field as it is printed; `picture(page)` gives an object URL. Filled when the picture is there. */
export function crop(field, picture) {
  if (field?.box?.length !== 4) return null;
  const [x0, y0, x1, y1] = field.box;
  const view = element('canvas', { class: 'crop', role: 'img', 'aria-label': 'as it is printed', hidden: true });
  (async () => {
    const page = new Image();
    page.src = await picture(field.page);
    await page.decode();
    const { naturalWidth: wide, naturalHeight: tall } = page;
    const left = (x0 - 0.01) * wide, top = (y0 - 0.002) * tall;
    view.width = (x1 + 0.01) * wide - left;
    view.height = (y1 + 0.002) * tall - top;
    view.getContext('2d').drawImage(page, -left, -top);
    view.hidden = false;
  })().catch(() => view.remove());
  return view;
}

/** The page and its pager; `picture(number, page)` gives an object URL. */
export function pageView(screening, picture) {
  const best = screening.attachments.find((each) => each.best).number;
  let number = best, page = 1;
  const view = element('section', { class: 'card page', 'aria-label': 'The document' });
  const own = () => screening.attachments.find((each) => each.number === number);

  const button = (text, label, work, disabled = false) => element('button', { type: 'button', 'aria-label': label, disabled, onclick: work }, text);
  const zoom = element('button', { type: 'button', class: 'zoom', 'aria-pressed': 'false', onclick: () => enlarge() }, 'Enlarge');
  const enlarge = () => zoom.setAttribute('aria-pressed', view.classList.toggle('large'));

  const bar = () => element('div', { class: 'pager' },
    button('‹', 'previous page', () => turn(-1), page <= 1), element('span', {}, `Page ${page} of ${Math.max(1, own().pages)}`),
    button('›', 'next page', () => turn(1), page >= own().pages),
    element('span', { class: 'file' }, own().file), screening.document_kept ? zoom : null);

  async function draw() {
    if (!screening.document_kept) {
      view.replaceChildren(bar(), element('p', { class: 'hint' }, 'The document is not kept. It is where the server runs with --keep-documents.'));
      return;
    }
    try {
      const source = await picture(number, page);
      const found = number === best ? boxes(screening, page) : [];
      const seen = boxed.filter((field) => found.some((box) => box.classList.contains(field)));
      view.replaceChildren(bar(),
        element('div', { class: 'sheet', tabindex: 0, role: 'group', 'aria-label': `Page ${page}` },
          element('figure', {}, element('img', { src: source, alt: `Page ${page} of ${own().file}` }),
            shape('svg', { viewBox: '0 0 1 1', preserveAspectRatio: 'none', 'aria-hidden': 'true' }, found))),
        element('ul', { class: 'legend' }, seen.map((field) => element('li', { class: field }, words(field)))));
    } catch (error) {
      view.replaceChildren(bar(), element('p', { role: 'alert' }, error.message));
    }
  }

  function turn(step) {
    const other = page + step;
    if (other < 1 || other > own().pages) return;
    page = other;
    draw();
  }

  draw();
  return { view, enlarge, turn, show: (other) => ((number = other), (page = 1), draw(), view.scrollIntoView({ block: 'nearest' })) };
}
