// The pages of the IP restriction: enhancement only. Every page works without this file.
// No eval, no HTML strings, no inline style: runs under  script-src 'self'; require-trusted-types-for 'script'.
const root = document.documentElement, $ = (s, r = document) => r.querySelector(s);
const el = (tag, text, cls) => { const n = document.createElement(tag); n.textContent = text; if (cls) n.className = cls; return n; };
const say = text => { $('#live').textContent = text; };

// 1. A dialog is a page state: <dialog open> with the page behind it inert. Make it a real modal, and let Esc leave it.
const dlg = $('dialog[open]');
if (dlg) {
  let dirty = false, warned = false;
  const first = $('[autofocus]', dlg), leave = () => location.assign(dlg.dataset.cancel);
  dlg.removeAttribute('open'); dlg.showModal(); first?.focus();      // not close(): its event arrives later and would leave the page
  if (first?.type === 'text') first.setSelectionRange(first.value.length, first.value.length);
  dlg.addEventListener('input', () => { dirty = true; warned = false; });
  dlg.addEventListener('cancel', e => {
    if (!dirty || warned) return;
    e.preventDefault(); warned = true;
    $('.say', dlg).textContent = dlg.dataset.dirty; say(dlg.dataset.dirty);
  });
  dlg.addEventListener('close', () => { if (!dlg.open) leave(); });
}

// 2. One submit per form.
for (const form of document.querySelectorAll('form[method=post]')) form.addEventListener('submit', e => {
  if (e.defaultPrevented) return;
  if (form.dataset.sent) { e.preventDefault(); return; }
  form.dataset.sent = '1';
  const b = e.submitter; if (b?.dataset.busy) { b.setAttribute('aria-disabled', 'true'); b.textContent = b.dataset.busy; }
});
addEventListener('pageshow', e => { if (e.persisted) location.reload(); });   // never show a stale list from the back/forward cache

// 3. Live preview. The server parses; the page only shows the answer, so form, page and API can never disagree.
const out = $('#preview');
if (out) {
  const form = out.closest('form'), input = form.elements.address; let timer, ctl;
  const show = (...rows) => out.replaceChildren(...rows);
  const count = (text, cls) => {                             // "2^80 addresses", with the power raised
    const n = el('span', '', cls);
    n.append(...text.split(/\^(\d+)/).map((part, i) => i % 2 ? el('sup', part) : part));
    return n;
  };
  const clear = () => { input.removeAttribute('aria-invalid'); $('#address-error')?.remove(); $('#address-fixes')?.remove(); };
  const ask = async () => {
    ctl?.abort(); ctl = new AbortController();
    if (!input.value.trim()) return show(el('span', out.dataset.empty, 'muted'));
    const q = new URLSearchParams({ type: form.elements.type.value, address: input.value, id: form.dataset.id || '' });
    try {
      const r = await fetch(out.dataset.url + '?' + q, { signal: ctl.signal, headers: { Accept: 'application/json' } });
      if (!r.ok || r.redirected) throw new Error(String(r.status));
      const p = await r.json();
      show(p.ok ? count(p.summary, 'mono') : el('span', p.summary, 'muted'), ...p.notes.map(n => el('span', n, 'small muted')));
      if (p.ok) clear();
    } catch (e) { if (e.name !== 'AbortError') show(el('span', out.dataset.offline, 'muted')); }
  };
  input.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(ask, 300); });
  for (const r of form.elements.type) r.addEventListener('change', () => {
    $('#eg-ip').hidden = r.value !== 'ip'; $('#eg-range').hidden = r.value !== 'range'; ask();
  });
  form.addEventListener('click', e => {                       // a suggested correction: fill it in, do not save yet
    const b = e.target.closest('[data-use]'); if (!b) return;
    e.preventDefault(); input.value = b.dataset.use; form.elements.type.value = b.dataset.type;
    input.dispatchEvent(new Event('input', { bubbles: true }));
    $('#eg-ip').hidden = b.dataset.type !== 'ip'; $('#eg-range').hidden = b.dataset.type !== 'range';
    input.focus(); clearTimeout(timer); ask();
  });
}

// 4. Countdown to activation on the server's clock: minutes, then seconds for the last one. Then one reload, if nobody is typing.
const waits = [...document.querySelectorAll('[data-at]')];
if (waits.length) {
  const zero = Date.parse(root.dataset.now) - performance.now(), now = () => zero + performance.now();
  let tries = 0;
  const refresh = async () => {
    if (document.hidden) return document.addEventListener('visibilitychange', refresh, { once: true });
    try {
      const s = await (await fetch(root.dataset.state + '?' + new URLSearchParams({ seen: root.dataset.version }), { headers: { Accept: 'application/json' } })).json();
      if (s.version && s.version !== root.dataset.version) {
        say(s.message);                                       // "CRM connector is now active."
        if (dlg || document.activeElement?.matches('input, select, textarea')) $('#stale')?.removeAttribute('hidden');
        else location.reload();
        return;
      }
    } catch { /* the next page load tells */ }
    if (++tries < 20) setTimeout(refresh, Math.min(30000, 3000 * tries));
  };
  const tick = () => {
    let next = Infinity;
    for (const w of waits) {
      const s = Math.ceil((Date.parse(w.dataset.at) - now()) / 1000); next = Math.min(next, s);
      w.textContent = s <= 0 ? 'any moment now' : s < 60 ? `in ${s} s` : `in ${Math.ceil(s / 60)} min`;
    }
    if (next <= 0) { if (root.dataset.state) setTimeout(refresh, 2000); } else setTimeout(tick, next > 65 ? 5000 : 1000);
  };
  tick();
}
