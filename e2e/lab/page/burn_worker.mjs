// Keeps a core busy until it is terminated.
let x = 1;
for (;;) x = Math.sin(x) + Math.sqrt(x * x + 1);
