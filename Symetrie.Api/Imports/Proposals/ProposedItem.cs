using Symetrie.Analytics.Surveys;

namespace Symetrie.Api.Imports.Proposals;

/// <summary>An item that is proposed.</summary>
internal sealed class ProposedItem
{
    /// <summary>The column, or the text in the item column.</summary>
    public required string Column { get; init; }

    /// <summary>Its wording as far as the file has it.</summary>
    public required string Wording { get; init; }

    /// <summary>What it shares with others of one battery; empty where nothing.</summary>
    public string Stem { get; init; } = "";

    /// <summary>Its scale.</summary>
    public required ItemScale Scale { get; init; }

    /// <summary>The answers as points from 0 to 1 along the scale, one a respondent; NaN where there is none. Empty for published figures.</summary>
    public double[] Answers { get; init; } = [];

    /// <summary>The key, unique in the codebook.</summary>
    public string Key { get; set; } = "";

    /// <summary>The dimension's key; null where nothing tells it.</summary>
    public string? Dimension { get; private set; }

    /// <summary>The name of a dimension that the mirror does not have.</summary>
    public string? OwnName { get; private set; }

    /// <summary>How sure the dimension is.</summary>
    public double Sure { get; private set; }

    /// <summary>Why this dimension.</summary>
    public string Why { get; private set; } = "";

    /// <summary>Whether a high answer is unfavourable.</summary>
    public bool Reversed { get; set; }

    /// <summary>How sure that is, and why; null where there is nothing to say.</summary>
    public (double Sure, string Why)? Keying { get; set; }

    /// <summary>Whether people should look at the keying.</summary>
    public bool KeyingIsOpen { get; set; }

    /// <summary>Gives it a dimension of the mirror.</summary>
    public void Place(Dimension dimension, double sure, string why) => (Dimension, OwnName, Sure, Why) = (dimension.Key, null, Math.Round(sure, 2), why);

    /// <summary>Gives it a dimension that the codebook declares, or one that another item has.</summary>
    public void Place(string key, string? name, double sure, string why) => (Dimension, OwnName, Sure, Why) = (key, name, Math.Round(sure, 2), why);
}
