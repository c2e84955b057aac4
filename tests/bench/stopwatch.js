// A stopwatch in the page: from a pointer's move to the changed picture, painted.
//
// It starts at the event's own time stamp, so the wait for the frame that delivers it counts. It
// ends with the frame that paints the change: a message posted from an animation frame is handled
// after that frame's style, layout and paint. What the screen adds then is the same for all.

(() => {
  const LIMIT = 10_000;
  const draw = CanvasRenderingContext2D.prototype.drawImage;
  let onDraw = () => {};
  CanvasRenderingContext2D.prototype.drawImage = function (source, ...rest) {
    draw.call(this, source, ...rest);
    onDraw(this.canvas, source);
  };

  const painted = () => new Promise((resolve) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(performance.now());
      port2.postMessage(null);
    });
  });

  /** How each kind of picture tells that it has changed; `changed` may be called again. */
  const WATCH = {
    svg(root, changed) {
      const observer = new MutationObserver((records) => {
        if (records.some(({ target }) => target.closest("[data-mark=path]"))) changed();
      });
      observer.observe(root, { subtree: true, attributeFilter: ["d"] });
      return () => observer.disconnect();
    },
    image(root, changed) {
      const observer = new MutationObserver((records) => {
        const added = records.flatMap(({ addedNodes }) => [...addedNodes]);
        const image = added.map((node) => node.querySelector?.("img")).find(Boolean);
        if (image) image.decode().then(changed);
      });
      observer.observe(root, { subtree: true, childList: true });
      return () => observer.disconnect();
    },
    canvas(root, changed) {
      let arrived = false;
      onDraw = (canvas, source) => {
        arrived ||= source instanceof HTMLImageElement; // into a canvas off the screen, first
        if (arrived && root.contains(canvas)) changed();
      };
      return () => {
        onDraw = () => {};
      };
    },
  };

  /** Wait for the next move of the pointer; give the milliseconds until its picture is there. */
  const time = (root, kind, said) => new Promise((resolve, reject) => {
    setTimeout(reject, LIMIT, new Error(`${said}: no new picture after ${LIMIT} ms`));
    let start = null;
    const begin = (event) => {
      start ??= event.timeStamp;
    };
    addEventListener("pointermove", begin, { capture: true });
    const stop = WATCH[kind](root, async () => {
      if (start === null) return;
      stop();
      removeEventListener("pointermove", begin, { capture: true });
      resolve((await painted()) - start);
    });
  });

  let running = null;
  window.stopwatch = {
    start(root, kind, said) {
      running = time(root, kind, said);
    },
    read: () => running,
  };
})();
