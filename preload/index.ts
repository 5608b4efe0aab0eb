import { ipcRenderer } from 'electron';

/** What the page says, to itself, with one end of a message channel. */
const request = 'relais:port';

/**
 * Forwards the first message port the page hands over to the main process, and nothing else: no function or value
 * is exposed to the page, it cannot choose a channel, and a frame inside it is not heard.
 */
function forwardPort(event: MessageEvent<unknown>): void {
  const [port] = event.ports;
  if (event.source !== window || event.data !== request || port === undefined) return;
  window.removeEventListener('message', forwardPort);
  ipcRenderer.postMessage(request, null, [port]);
}

window.addEventListener('message', forwardPort);
