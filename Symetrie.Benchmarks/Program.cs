if (args is ["statistics", ..]) return Symetrie.Benchmarks.Statistics.StatisticsTiming.Run(args[1..]);
return 0;
