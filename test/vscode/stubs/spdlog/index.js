// Stands in for @vscode/spdlog, which is a C++ module: a logger that appends lines to a file.
const fs = require("node:fs");
const path = require("node:path");

const levels = ["trace", "debug", "info", "warn", "error", "critical", "off"];
const flushAfterMs = 20;

class Logger {
  constructor(name, file) {
    this.name = name;
    this.file = file;
    this.level = levels.indexOf("info");
    this.raw = false;
    this.waiting = "";
  }

  getLevel() {
    return this.level;
  }

  setLevel(level) {
    this.level = level;
  }

  setPattern() {}

  /** From now on lines come complete, with their own time and line end. */
  clearFormatters() {
    this.raw = true;
  }

  write(level, message) {
    if (level < this.level) {
      return;
    }
    const time = new Date().toISOString().replace("T", " ").replace("Z", "");
    this.waiting += this.raw ? message : `${time} [${levels[level]}] ${message}\n`;
    this.timer ??= setTimeout(() => this.flush(), flushAfterMs).unref();
  }

  flush() {
    clearTimeout(this.timer);
    this.timer = undefined;
    const text = this.waiting;
    this.waiting = "";
    try {
      fs.mkdirSync(path.dirname(this.file), { recursive: true });
      fs.appendFileSync(this.file, text);
    } catch {
      // The data folder may be gone already when the server ends.
    }
  }

  drop() {
    this.flush();
  }
}

for (const [level, name] of levels.slice(0, -1).entries()) {
  Logger.prototype[name] = function log(message) {
    this.write(level, message);
  };
}

// One "exports.name =" a line: VS Code loads this by import(), which finds only names written like that.
exports.version = "stand-in";
exports.Logger = Logger;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.shutdown = () => {};
exports.createRotatingLogger = async (name, file) => new Logger(name, file);
exports.createAsyncRotatingLogger = async (name, file) => new Logger(name, file);
