// The tests see the environment variables of the process, as they do natively.
Module['preRun'] = () => Object.assign(ENV, process.env);
