// The only script of the report: unpacks the 3D viewer when it comes into sight, and lets lists point into it.
(function () {
    'use strict';
    document.documentElement.classList.add('js');
    const box = document.getElementById('viewer');
    if (!box) return;
    let viewer = null;
    async function unpack(id) {
        const raw = atob(document.getElementById(id).textContent.trim());
        const bytes = Uint8Array.from(raw, c => c.charCodeAt(0));
        const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
        return new Response(stream).text();
    }
    function start() {
        if (viewer) return viewer;
        viewer = unpack('viewer-script').then(text => {
            const script = document.createElement('script');
            script.textContent = text;
            document.head.append(script);
            const options = JSON.parse(document.getElementById('viewer-options').textContent);
            return CeresViewer.mount(box, options);
        });
        viewer.catch(e => { box.dataset.state = 'error'; console.error(e); });
        return viewer;
    }
    new IntersectionObserver((seen, watch) => {
        if (seen.some(s => s.isIntersecting)) { watch.disconnect(); start(); }
    }, { rootMargin: '200px' }).observe(box);
    document.addEventListener('click', event => {
        const go = event.target.closest('[data-focus]');
        if (!go) return;
        const [chain, seq, icode] = go.dataset.focus.split('|');
        document.getElementById('view').scrollIntoView();
        start().then(v => v.focus(chain, Number(seq), icode || undefined));
    });
})();
