/** This machine's name in the paths of Debian. */
export const debianMachine = { x64: 'x86_64', arm64: 'aarch64' }[process.arch];

/** Where Debian installs libraries for this machine. */
export const debianLibraries = `/usr/lib/${debianMachine}-linux-gnu`;
