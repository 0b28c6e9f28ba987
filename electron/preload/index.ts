import { contextBridge, ipcRenderer } from 'electron';
import type { DesktopBridge, DesktopCommand, PortsMessage } from '../../shared/contract/desktop.ts';
import { channels, factsFromArguments } from './channels.ts';

const bridge: DesktopBridge = {
  platform: process.platform,
  ...factsFromArguments(process.argv),
  runtime: {
    electron: process.versions.electron ?? '',
    chrome: process.versions.chrome ?? '',
    node: process.versions.node,
  },
  requestPorts: () => ipcRenderer.send(channels.requestPorts),
  openExternal: (url) => ipcRenderer.send(channels.openExternal, url),
  saveFile: (hash, suggestedName) => ipcRenderer.invoke(channels.saveFile, hash, suggestedName),
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
  notify: (notification) => ipcRenderer.send(channels.notify, notification),
};

contextBridge.exposeInMainWorld('throughline', bridge);

// A port cannot cross the context bridge, but a message event of the window carries it into the page.
ipcRenderer.on(channels.port, (event, { to }: Pick<PortsMessage, 'to'>) => {
  const message: PortsMessage = { throughline: 'port', to };
  window.postMessage(message, location.origin, event.ports);
});
