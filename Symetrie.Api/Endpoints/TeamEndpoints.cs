using System.Text.Json.Nodes;
using Symetrie.Api.Endpoints.Document;
using Symetrie.Api.Endpoints.Requests;
using Symetrie.Api.Endpoints.Rows;
using Symetrie.Api.Imports;
using Symetrie.Api.Stores;

namespace Symetrie.Api.Endpoints;

/// <summary>Teams: a dimension table with one row a team, one with a row a team and period, and the way to put teams in.</summary>
internal static class TeamEndpoints
{
    private const string Tag = "dimension tables";

    /// <summary>Maps the teams.</summary>
    public static void MapTeams(this IEndpointRouteBuilder app, Store store)
    {
        app.Get("/v1/teams", Listing(), context => TableStream.OfSnapshot(context, store, "teams", tables => (TeamTable.OfTeams(tables), tables.Teams)));
        app.Get("/v1/team-periods", ByPeriod(), context => TableStream.OfSnapshot(context, store, "team-periods", tables => (TeamTable.OfPeriods(tables), TeamTable.Pairs(tables))));
        app.Put("/v1/teams", Putting(), context => Put(context, store));
    }

    private static async Task Put(HttpContext context, Store store)
    {
        await using var upload = await Upload.Receive(context, ["application/json", "text/csv", "text/tab-separated-values", "text/plain"]);
        var teams = TeamsFile.Read(upload.Content, store.Calendar).Or(BodyContent.Refused);
        BodyContent.Taken(() =>
        {
            store.Teams.Put(teams);
            return teams;
        });
        await Replies.Write(context, new TeamsPut(teams.Count));
    }

    private static Route Listing() => new("listTeams", Tag, "The teams of a snapshot, one row a team")
    {
        Description = "The key is unique, so that a BI model joins the column team of every measure to it. Behind the fixed columns stands one column for each attribute that some team has "
            + "(region, type, …), with its newest value, as text or null. For attributes that change, join team-periods instead.",
        Query = [Shared.Snapshot, .. Shared.Page],
        Answers = [Shared.Rows("The teams, parents before children.", "Team", "A team, with a column for each attribute.", TeamTable.Fixed().Fields, cached: true, more: Shared.Attributes), Shared.NotModified],
        Problems = [400, 404, 410],
    };

    private static Route ByPeriod() => new("listTeamPeriods", Tag, "The attributes of each team in each period")
    {
        Description = "One row a team and period, with one column for each attribute as it was in that period: join it by team and period together.",
        Query = [Shared.Snapshot, .. Shared.Page],
        Answers = [Shared.Rows("Teams by period.", "TeamPeriod", "A team in a period, with a column for each attribute.", TeamTable.FixedPeriods().Fields, cached: true, more: Shared.Attributes), Shared.NotModified],
        Problems = [400, 404, 410],
    };

    private static Route Putting() => new("putTeams", "imports", "Add or replace teams")
    {
        Scope = Scope.Ingest,
        Description = "All or nothing. Teams that are not in the file stay as they are; the next run takes the change in. As JSON: {\"teams\":[{key, name, parent, aliases, attributes}]}. As CSV: the columns key, name, "
            + "parent, validFrom, and one for each attribute; a team may have several rows, each with the attributes from its validFrom on, which is a date or a period of the store's calendar, or empty for the beginning.",
        Body = new BodyDoc("The teams.", [new ContentDoc(Shared.Json, new Shape.Given("TeamsFile", TeamTable.FileSchema()), TeamTable.FileExample()),
            new ContentDoc(Shared.Csv, new Shape.Plain(), JsonValue.Create("key,name,parent,region,validFrom\r\nS13,Lyon Part-Dieu,A-LYO,Rhône-Alpes,\r\n"))]),
        Answers = [new AnswerDoc(200, "They were taken in.", new ContentDoc(Shared.Json, new Shape.Typed(typeof(TeamsPut)), new JsonObject { ["teams"] = 40 }))],
        Problems = [400, 413, 415, 422],
        BodyLimit = 64 << 20,
    };
}

/// <summary>What putting teams in did.</summary>
/// <param name="Teams">How many teams were added or replaced.</param>
internal sealed record TeamsPut(int Teams);
