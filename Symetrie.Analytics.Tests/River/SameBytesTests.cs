using NUnit.Framework;
using Shouldly;

namespace Symetrie.Analytics.Tests.River;

/// <summary>The same inputs give the same bytes: rows shuffled, files split, any number of threads, rebuilt or carried over.</summary>
[TestFixture("sqlite"), TestFixture("postgres")]
internal sealed class SameBytesTests(string engine)
{
    [Test]
    public void Order_of_rows_and_of_files_splitting_and_threads_change_no_byte()
    {
        var (employees, customers) = (Read("employees"), Read("customers"));
        var plain = Published(threads: 1, employees, customers);
        Published(threads: 2, customers, employees).ShouldBe(plain);
        Published(threads: 2, Shuffled(employees, 1), Shuffled(customers, 2)).ShouldBe(plain);
        var (front, back) = Split(customers);
        Published(threads: 3, back, employees, front).ShouldBe(plain);
    }

    [Test]
    public void A_run_on_unchanged_answers_builds_nothing_and_publishes_nothing()
    {
        using var test = Filled(Read("employees"), Read("customers"));
        var first = test.Recompute();
        first.Published.ShouldBeTrue();
        test.Import(Read("customers")).Added.ShouldBe(0);
        var second = test.Recompute();
        (second.Published, second.TalliesRebuilt, second.Snapshot).ShouldBe((false, 0, first.Snapshot));
    }

    [Test]
    public void Only_what_changed_is_rebuilt_and_gives_what_a_full_run_gives()
    {
        var (employees, customers) = (Read("employees"), Read("customers"));
        var late = customers.Split('\n')[^2];
        var without = customers[..customers.LastIndexOf(late, StringComparison.Ordinal)];
        // One late answer waits for others before it changes a figure, unless the customer voice is open.
        using var test = Filled(1, [employees, without]);
        test.Recompute();
        test.Import($"{customers.Split('\n')[0]}\n{late}\n").Added.ShouldBe(1);
        var outcome = test.Recompute();
        outcome.TalliesRebuilt.ShouldBe(1);
        outcome.PartsKept.ShouldBeGreaterThan(0);
        outcome.PartsComputed.ShouldBeGreaterThan(0);
        using var full = Filled(1, [employees, customers]);
        full.Recompute();
        test.Published().ShouldBe(full.Published());
    }

    private static string Read(string name) => File.ReadAllText(Places.OfData("exports", "tiny", name + ".csv"));

    private TestStore Filled(params string[] files) => Filled(5, files);

    private TestStore Filled(int customerMinimum, string[] files)
    {
        var test = new TestStore(customerMinimum: customerMinimum, engine: engine);
        test.KnowFile("bench-employee");
        test.KnowFile("bench-customer");
        foreach (var file in files) test.Import(file).State.ShouldBe("imported");
        return test;
    }

    private string Published(int threads, params string[] files)
    {
        using var test = Filled(files);
        test.Recompute(threads);
        return test.Published();
    }

    private static string Shuffled(string file, int seed)
    {
        var lines = file.TrimEnd('\n').Split('\n');
        var rows = lines[1..];
        new Random(seed).Shuffle(rows);
        return $"{lines[0]}\n{string.Join('\n', rows)}\n";
    }

    private static (string Front, string Back) Split(string file)
    {
        var lines = file.TrimEnd('\n').Split('\n');
        var half = lines.Length / 2;
        return ($"{string.Join('\n', lines[..half])}\n", $"{lines[0]}\n{string.Join('\n', lines[half..])}\n");
    }
}
