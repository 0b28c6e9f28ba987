import { contextBridge, ipcRenderer } from 'electron';
import type { DesktopBridge, DesktopCommand, PortsMessage } from '../../shared/contract/desktop.ts';
import { channels, factsFromArguments, pageOrigin } from './channels.ts';

/** Ports that came before the page asked; undefined once it has. */
let early: Array<{ to: PortsMessage['to']; ports: MessagePort[] }> | undefined = [];

// A port cannot cross the context bridge, but a message event of the window carries it into the page: into ours alone, whatever
// page the window has come to meanwhile.
function handOver(to: PortsMessage['to'], ports: MessagePort[]): void {
  const message: PortsMessage = { throughline: 'port', to };
  window.postMessage(message, pageOrigin, ports);
}

function requestPorts(): void {
  if (early === undefined) ipcRenderer.send(channels.requestPorts);
  for (const { to, ports } of early ?? []) handOver(to, ports);
  early = undefined;
}

const bridge: DesktopBridge = {
  platform: process.platform,
  ...factsFromArguments(process.argv),
  runtime: {
    electron: process.versions.electron ?? '',
    chrome: process.versions.chrome ?? '',
    node: process.versions.node,
  },
  requestPorts,
  openExternal: (url) => ipcRenderer.send(channels.openExternal, url),
  saveFile: (hash, suggestedName) => ipcRenderer.invoke(channels.saveFile, hash, suggestedName),
  saveText: (text, suggestedName) => ipcRenderer.invoke(channels.saveText, text, suggestedName),
  dragFile: (hash, name) => ipcRenderer.send(channels.dragFile, { hash, name }),
  openSource: (hash) => ipcRenderer.send(channels.openSource, hash),
  openPractice: async () => {
    const refusal: string | undefined = await ipcRenderer.invoke(channels.openPractice);
    if (refusal !== undefined) throw new Error(refusal);
  },
  onCommand: (listener) => {
    const relay = (_event: unknown, command: DesktopCommand) => listener(command);
    ipcRenderer.on(channels.command, relay);
    return () => ipcRenderer.off(channels.command, relay);
  },
  setLanguage: (language) => ipcRenderer.send(channels.setLanguage, language),
  setAttention: (attention) => ipcRenderer.send(channels.setAttention, attention),
  setCalls: (count) => ipcRenderer.send(channels.setCalls, count),
  notify: (notification) => ipcRenderer.send(channels.notify, notification),
};

contextBridge.exposeInMainWorld('throughline', bridge);

ipcRenderer.on(channels.port, (event, { to }: Pick<PortsMessage, 'to'>) => {
  if (early === undefined) handOver(to, event.ports);
  else early.push({ to, ports: event.ports });
});
// Asked for while the page is still being read, which every page of ours will do first.
ipcRenderer.send(channels.requestPorts);
