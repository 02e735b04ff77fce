import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { AppBridge, HostReply } from '../../native/contract/index.ts';
import { channels } from '../channels.ts';
import type { HostCall, HostEventMessage } from '../channels.ts';

const bridge: AppBridge = {
  call: (...call: HostCall) => ipcRenderer.invoke(channels.host, ...call) as Promise<HostReply>,
  onEvent: (listener) => {
    const hear = (_: unknown, ...[event]: HostEventMessage) => listener(event);
    ipcRenderer.on(channels.event, hear);
    return () => void ipcRenderer.off(channels.event, hear);
  },
  pathForFile: (file) => (file instanceof File ? webUtils.getPathForFile(file) : ''),
};
contextBridge.exposeInMainWorld('app', bridge);

// A MessagePort cannot cross the context bridge, but it can be posted to the page's own window.
window.addEventListener('message', (event: MessageEvent<unknown>) => {
  if (event.source === window && isReady(event.data)) ipcRenderer.send(channels.enginePort);
});
ipcRenderer.on(channels.enginePort, (event) => {
  window.postMessage({ type: 'interweave-engine-port' }, window.origin, event.ports);
});

function isReady(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === 'interweave-ready';
}
