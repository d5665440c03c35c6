'use strict';
// Everything that is shown stands in the page already: nodes are copied, text is never read as markup.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const panel = document.getElementById('panel');
  const filter = document.querySelector('.filter');
  if (!panel || !filter) return;
  const title = document.getElementById('panel-title');
  const content = panel.querySelector('.content');
  const status = filter.querySelector('[role=status]');
  let opener = null;

  const copies = (node) => [...node.childNodes].map((child) => child.cloneNode(true));

  // A quotation with the sentences around it, and where it stands.
  const quotation = (row) => {
    const [, words, place] = row.cells;
    const block = document.createElement('blockquote');
    const context = words.querySelector('.context');
    if (context) block.append(context.cloneNode(true));
    else block.append(...copies(words));
    const foot = document.createElement('p');
    foot.className = 'place';
    foot.append(...copies(place));
    block.append(foot);
    return block;
  };

  const open = (link) => {
    const entry = document.getElementById(link.getAttribute('href').slice(1));
    if (!entry) return;
    all('.chart a[aria-current]').forEach((other) => other.removeAttribute('aria-current'));
    all(`.chart a[href="#${entry.id}"]`).forEach((other) => other.setAttribute('aria-current', 'true'));
    if (entry.tagName === 'TBODY') {
      title.replaceChildren(...copies(entry.querySelector('th')));
      content.replaceChildren(...all('.quote', entry).map(quotation));
    } else {
      title.replaceChildren(...copies(entry.querySelector('.what')));
      content.replaceChildren(...copies(entry).filter((node) => !node.classList?.contains('what')));
    }
    opener = link;
    panel.hidden = false;
    title.focus({preventScroll: true});
    panel.scrollIntoView({block: 'nearest'});
  };

  const close = () => {
    if (panel.hidden) return;
    panel.hidden = true;
    all('.chart a[aria-current]').forEach((other) => other.removeAttribute('aria-current'));
    if (opener) opener.focus();
  };

  // Lanes that are left move up, so that no gaps remain.
  const stack = (shown) => all('.chart').forEach((chart) => {
    const lanes = all('.lane', chart);
    const box = chart.viewBox.baseVal;
    const top = Number(chart.dataset.top || lanes[0].transform.baseVal[0].matrix.f);
    chart.dataset.top = top;
    let y = top;
    lanes.forEach((lane) => {
      const visible = shown.has(lane.dataset.lane);
      lane.toggleAttribute('hidden', !visible);
      if (!visible) return;
      lane.setAttribute('transform', `translate(0 ${y})`);
      y += Number(lane.dataset.height);
    });
    chart.setAttribute('viewBox', `0 0 ${box.width} ${y}`);
  });

  const boxes = all('input', filter);
  const choose = () => {
    const shown = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    const bodies = all('tbody.entry');
    bodies.forEach((body) => { body.hidden = !body.dataset.lanes.split(' ').some((lane) => shown.has(lane)); });
    const left = bodies.filter((body) => !body.hidden);
    const documents = new Set(left.map((body) => body.dataset.document));
    all('.changes .entry').forEach((item) => {
      item.hidden = !item.dataset.holders.split(' ').some((name) => documents.has(name));
    });
    stack(shown);
    status.textContent = `${left.length} van ${bodies.length} standpunten getoond`;
    if (!panel.hidden && opener?.closest('[hidden]')) { opener = null; close(); }
  };

  document.addEventListener('click', (event) => {
    const link = event.target.closest('.chart a');
    if (!link) return;
    event.preventDefault();
    open(link);
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close();
    const link = event.target.closest?.('.chart a');
    const step = {ArrowRight: 1, ArrowLeft: -1}[event.key];
    if (!link || !step) return;
    // The arrow keys go from mark to mark of the chart that is shown.
    const links = all('a', link.closest('svg')).filter((other) => !other.closest('[hidden]'));
    links[links.indexOf(link) + step]?.focus();
    event.preventDefault();
  });
  panel.querySelector('button').addEventListener('click', close);
  filter.addEventListener('change', choose);
  filter.addEventListener('submit', (event) => event.preventDefault());
  all('button', filter).forEach((button) => button.addEventListener('click', () => {
    boxes.forEach((box) => { box.checked = Boolean(button.dataset.all); });
    choose();
  }));
  addEventListener('beforeprint', () => all('.quote details').forEach((part) => { part.open = true; }));
  filter.hidden = false;
  filter.open = !matchMedia('(max-width: 640px)').matches;
})();
