namespace Symetrie.Api.Plots;

/// <summary>Finds room for names beside marks: a name that would lie upon another name or mark is left out; its mark tells it when pointed at.</summary>
internal sealed class MapNames(Scale across, Scale up, IReadOnlyList<(double X, double Y)> marks)
{
    private const double Height = 12;
    private readonly List<(double Left, double Top, double Right, double Bottom)> taken = [];

    /// <summary>A place for a name of a width, at a mark.</summary>
    /// <returns>Its base and anchor; null where there is no room.</returns>
    public (double X, double Y, string Anchor)? Place(double x, double y, double width)
    {
        (double X, double Y, string Anchor)[] places = [(x + 9, y + 4, "start"), (x - 9, y + 4, "end"), (x, y - 9, "middle"), (x, y + 17, "middle"), (x + 7, y - 7, "start"), (x - 7, y + 14, "end")];
        foreach (var place in places)
        {
            var left = place.Anchor switch { "start" => place.X, "end" => place.X - width, _ => place.X - (width / 2) };
            var box = (Left: left, Top: place.Y - 10, Right: left + width, Bottom: place.Y - 10 + Height);
            if (box.Left < across.Start + 2 || box.Right > across.End - 2 || box.Top < up.End || box.Bottom > up.Start) continue;
            if (taken.Exists(t => t.Left < box.Right && box.Left < t.Right && t.Top < box.Bottom && box.Top < t.Bottom)) continue;
            if (marks.Any(m => m.X > box.Left - 6 && m.X < box.Right + 6 && m.Y > box.Top - 5 && m.Y < box.Bottom + 5)) continue;
            taken.Add(box);
            return place;
        }

        return null;
    }
}
