using NUnit.Framework;

// Fixtures run side by side, the tests of one after the other: each has folders, stores and ports of its own. Whoever needs the machine alone says NonParallelizable.
[assembly: Parallelizable(ParallelScope.Fixtures)]
