// The only script of the site: it brings the 3D viewer to the page that shows it, and lets residue lists steer it.
(function () {
    'use strict';
    const box = document.getElementById('viewer');
    if (!box) return;

    const config = JSON.parse(box.dataset.config);
    const load = src => new Promise((done, fail) => {
        const s = document.createElement('script');
        s.src = src;
        s.onload = done;
        s.onerror = () => fail(new Error('the viewer script could not be loaded'));
        document.head.append(s);
    });
    const rows = c => c.chain.map((chain, i) => ({
        chain, seq: c.seq[i], icode: c.icode[i], ccInitial: c.cc_initial[i] ?? NaN, ccRefined: c.cc_refined[i] ?? NaN, shift: c.moved[i] ?? NaN,
    }));
    const place = text => /^(.*):(-?\d+)(.*)$/.exec(text);

    const PARTS = ['model', 'draw', 'color', 'map', 'contour'];

    // The address says what is seen, so that it can be sent to a colleague.
    function viewOf(parameters) {
        const view = {};
        for (const part of PARTS) if (parameters.has(part)) view[part] = part === 'contour' ? Number(parameters.get(part)) : parameters.get(part);
        return view;
    }

    function share(view) {
        const url = new URL(location.href);
        for (const part of PARTS) if (view[part] !== undefined) url.searchParams.set(part, view[part]);
        history.replaceState(null, '', url);
    }

    async function start() {
        box.dataset.state = 'loading';
        const residues = fetch(config.residues).then(r => (r.ok ? r.json().then(rows) : []));
        await load(box.dataset.script);
        const viewer = await CeresViewer.mount(box, { ...config, residues: await residues, view: viewOf(new URLSearchParams(location.search)), onView: share });
        const focus = text => {
            const p = place(text);
            return p !== null && viewer.focus(p[1], Number(p[2]), p[3]);
        };
        for (const link of document.querySelectorAll('a[data-focus]')) {
            link.addEventListener('click', event => {
                if (!focus(link.dataset.focus)) return;
                event.preventDefault();
                const url = new URL(location.href);
                url.searchParams.set('focus', link.dataset.focus);
                history.replaceState(null, '', url);
                box.scrollIntoView({ block: 'nearest' });
            });
        }
        const wanted = new URLSearchParams(location.search).get('focus');
        if (wanted) focus(wanted);
    }

    start().catch(error => {
        box.dataset.state = 'error';
        console.error(error);
        if (!box.querySelector('.cv-status')) box.textContent = 'The viewer could not start: ' + error.message;
    });
})();
