// A process that does nothing but stay.
process.parentPort.on('message', () => undefined);
