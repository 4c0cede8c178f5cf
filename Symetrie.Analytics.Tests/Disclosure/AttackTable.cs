using System.Collections.Concurrent;
using System.Globalization;
using NUnit.Framework;

namespace Symetrie.Analytics.Tests.Disclosure;

/// <summary>Collects what every attack came to and prints it as one table when all tests of this room have run.</summary>
[SetUpFixture]
internal sealed class AttackTable
{
    private static readonly ConcurrentDictionary<string, AttackLine> Lines = new(StringComparer.Ordinal);

    /// <summary>Notes an attack.</summary>
    public static void Add(AttackLine line)
    {
        Lines[line.Attack] = line;
        TestContext.Out.WriteLine(line.Text);
    }

    [OneTimeTearDown]
    public void Print()
    {
        if (Lines.IsEmpty) return;
        var text = new StringWriter(CultureInfo.InvariantCulture);
        text.WriteLine();
        text.WriteLine("attack | organisations tried | breaches of plain n >= k by the same oracle | breaches here | share published (of teams or cells with n >= k) | sizes");
        foreach (var line in Lines.Values.OrderBy(l => l.Attack, StringComparer.Ordinal)) text.WriteLine(line.Text);
        // What is sent there a quiet test run prints, too.
        TestContext.Error.Write(text.ToString());
    }
}

/// <summary>What an attack came to.</summary>
/// <param name="Attack">What was tried.</param>
/// <param name="Sizes">The organisations' sizes.</param>
internal sealed record AttackLine(string Attack, string Sizes)
{
    /// <summary>How many organisations were attacked.</summary>
    public int Tried { get; set; }

    /// <summary>In how many the attack succeeds where figures are withheld below k and nothing else is done; null where that says nothing of it.</summary>
    public int? Plain { get; set; } = 0;

    /// <summary>In how many it succeeds here.</summary>
    public int Here { get; set; }

    /// <summary>Teams (or cells) with n ≥ k that are published.</summary>
    public int Published { get; set; }

    /// <summary>Teams (or cells) with n ≥ k.</summary>
    public int Enough { get; set; }

    public double Share => Published / (double)Math.Max(1, Enough);

    public string Text => string.Create(CultureInfo.InvariantCulture, $"{Attack} | {Tried} | {Plain?.ToString(CultureInfo.InvariantCulture) ?? "-"} | {Here} | {(Enough == 0 ? "-" : Share.ToString("P1", CultureInfo.InvariantCulture))} | {Sizes}");

    /// <summary>Counts an organisation.</summary>
    public void Count(bool plain, bool here)
    {
        Tried++;
        if (plain) Plain++;
        if (here) Here++;
    }

    /// <summary>Counts the leaf teams of an organisation that reach k, and those of them that are shown.</summary>
    public void CountShare(Organisation made, IReadOnlySet<string> shown, int k)
    {
        foreach (var leaf in made.Teams.Where(t => made.Below(t.Key).Count == 1 && made.AnswersOf(made.Below(t.Key)).Count >= k))
        {
            Enough++;
            if (shown.Contains(leaf.Key)) Published++;
        }
    }
}
