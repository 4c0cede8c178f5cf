using NUnit.Framework;
using Shouldly;

namespace Symetrie.Analytics.Tests.River;

/// <summary>Both engines, given the same, publish the same: every byte, and the snapshot's id, which is a digest of them.</summary>
internal sealed class BothEnginesTests
{
    // Taken in, posted again, corrected, undone, computed in full and in part: after each step both show one thing.
    [Test]
    public void The_same_story_gives_the_same_bytes_on_both_engines()
    {
        using var sqlite = Open("sqlite");
        using var postgres = Open("postgres");
        foreach (var (name, step) in Steps()) Told(postgres, step).ShouldBe(Told(sqlite, step), name);
        postgres.Published().Length.ShouldBeGreaterThan(10_000, "else nothing was compared");
    }

    private static (string Name, Action<TestStore> Do)[] Steps()
    {
        var (employees, customers) = (Read("employees"), Read("customers"));
        var lines = customers.TrimEnd('\n').Split('\n');
        var (front, whole) = (string.Join('\n', lines[..^200]) + "\n", customers);
        var corrected = string.Join('\n', lines.Select((l, i) => i > 0 && i % 7 == 0 ? Other(l) : l)) + "\n";
        return
        [
            ("first", test => { test.Import(employees); test.Import(front); }),
            ("more", test => test.Import(whole)),
            ("posted again", test => test.Import(whole)),
            ("corrected", test => test.Import(corrected)),
            ("undone", test => test.Store.Responses.Undo("i-3")),
            ("undone again", test => test.Store.Responses.Undo("i-5")),
            ("nothing", _ => { }),
        ];
    }

    private static string Told(TestStore test, Action<TestStore> step)
    {
        step(test);
        var outcome = test.Recompute();
        return $"{outcome}\n{string.Join('\n', test.Store.Responses.Imports().Select(i => $"{i.Id} {i.Report}"))}\n{test.Published()}";
    }

    private static TestStore Open(string engine)
    {
        var test = new TestStore(customerMinimum: 1, engine: engine);
        test.KnowFile("bench-employee");
        test.KnowFile("bench-customer");
        return test;
    }

    private static string Read(string name) => File.ReadAllText(Places.OfData("exports", "tiny", name + ".csv"));

    // The last answer of a line, otherwise.
    private static string Other(string line) => line[..(line.LastIndexOf(',') + 1)] + (line.EndsWith(",3", StringComparison.Ordinal) ? '4' : '3');
}
