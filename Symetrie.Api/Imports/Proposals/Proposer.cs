using Symetrie.Analytics.Surveys;
using Symetrie.Api.Exports;
using Symetrie.Api.Exports.Profiles;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Imports.Proposals;

/// <summary>Proposes a codebook for an export, so that nobody has to write one from nothing.</summary>
public static class Proposer
{
    /// <summary>Looks at an export and proposes how to read it. No answer, id or free text is repeated in what it says; labels of scales and keys of items are.</summary>
    /// <param name="seekable">The file, from where it stands; it stays open.</param>
    /// <param name="store">The store, for its calendar; null where there is none yet.</param>
    /// <param name="voice">Whose questionnaire it is, <c>employee</c> or <c>customer</c>; null where the file is to tell.</param>
    /// <exception cref="ExportRefused">The file is no export, or its rows cannot be read.</exception>
    public static CodebookProposal Of(Stream seekable, Store? store, string? voice = null)
    {
        using var unpacked = PackedExport.Unpack(seekable, store is null ? Temporary : new SpoolFolder(store).Create);
        return Of(unpacked ?? seekable, store?.Calendar ?? Calendar.Of(CalendarKind.Quarter), MirrorFile.Mirror, Voices.Parse(voice));
    }

    /// <summary>The same, where a file that is no export is told and not thrown.</summary>
    /// <returns>The proposal, or why there is none.</returns>
    public static (CodebookProposal? Proposal, string? Refusal) Try(Stream seekable, Store? store, string? voice = null)
    {
        try
        {
            return (Of(seekable, store, voice), null);
        }
        catch (ExportRefused refused)
        {
            return (null, refused.Message);
        }
    }

    /// <summary>Looks at an export and proposes how to read it.</summary>
    internal static CodebookProposal Of(Stream seekable, Calendar calendar, Mirror mirror, Voice? said, ExportOptions? options = null)
    {
        var profile = ExportProfile.Of(seekable, options);
        ColumnFacts[] columns = [.. profile.Columns.Select((c, i) => new ColumnFacts(c, i))];
        var found = new FoundColumns(columns, profile.Rows);
        var items = Items(found);
        var texts = columns.Select(c => c.Words.Wording).Concat(items.Select(i => i.Wording)).Where(t => t.Length > 0);
        var voice = said is { } given ? (given, 1.0, "it was said") : VoiceWords.Of(texts, mirror);
        Slugs.Give(items);
        if (found.Layout == Layout.Aggregate) Dimensions.PlaceFigures(items, mirror, voice?.Item1);
        else Dimensions.Place(items, mirror, voice?.Item1);
        if (found.Layout != Layout.Aggregate) Keying.Judge(items);
        return new ProposalWriter(profile, columns, found, items, voice, calendar, mirror).Write();
    }

    // A file of nobody's store, deleted when it is closed.
    private static FileStream Temporary() =>
        new(Path.GetTempFileName(), new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.ReadWrite, Share = FileShare.None, Options = FileOptions.DeleteOnClose });

    private static List<ProposedItem> Items(FoundColumns found) => found.Layout switch
    {
        Layout.Wide => FoundItems.Wide([.. found.Rest]),
        Layout.Long => FoundItems.Long(found.Item!.Column, found.Answer!.Column, (found.Response ?? found.Respondent)!.Column),
        Layout.Aggregate => FoundItems.Figures(found.Item!.Column, found.Answer!.Column, [.. found.Rest]),
        _ => [],
    };
}
