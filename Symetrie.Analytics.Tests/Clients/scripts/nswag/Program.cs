// Pages through gaps with a client whose every name and type was generated from openapi.json.
using System.Text.Json;
using Symetrie.Generated;

var (root, key, expected) = (args[0], args[1], int.Parse(args[2]));
using var http = new HttpClient { BaseAddress = new Uri(root) };
http.DefaultRequestHeaders.Add("X-Api-Key", key);
var client = new SymetrieClient(http);
var (rows, pages, cursor) = (new List<GapRow>(), 0, (string?)null);
do
{
    GapPage page = await client.ListGapsAsync(limit: (expected + 2) / 3, cursor: cursor);
    rows.AddRange(page.Data);
    cursor = page.NextCursor;
    pages++;
}
while (cursor is not null);

var problem = "none";
try
{
    await client.GetRunAsync("r-999999");
}
catch (SymetrieException<Problem> refused) when (refused.StatusCode == 404)
{
    problem = refused.Result.Type;
}

double? gap = rows.Find(r => r.Verdict == GapRowVerdict.EmployeeFavoured)?.Gap;
if (gap is not > 0) throw new InvalidOperationException("no team is employee-favoured, or its gap is not above 0");
Console.WriteLine(JsonSerializer.Serialize(new { pages, rows = rows.Count, sum = rows.Aggregate(0.0, (sum, row) => sum + (row.Gap ?? 0)), problem }));
