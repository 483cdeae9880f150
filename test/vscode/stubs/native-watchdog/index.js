// Stands in for @vscode/native-watchdog, which is a C++ module: it would end an extension host whose parent is gone.
// Here the rig stops the whole process group instead.
exports.start = () => {};
