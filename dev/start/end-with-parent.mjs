// Loaded with `node --import` into what a starter starts: a starter that is killed hard takes its children along.
const parent = process.ppid;
setInterval(() => process.ppid !== parent && process.kill(process.pid, "SIGTERM"), 500).unref();
