using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using System.Text;

namespace Symetrie.Analytics.Measures;

/// <summary>What a column holds.</summary>
public enum ColumnKind
{
    /// <summary>Text; an enum is stored as its text, a date as <c>YYYY-MM-DD</c>.</summary>
    Text,

    /// <summary>A 64-bit integer.</summary>
    Integer,

    /// <summary>A double.</summary>
    Real,

    /// <summary>True or false, stored as 1 or 0.</summary>
    Boolean,
}

/// <summary>A column of a measure, read off its row record: the table, the JSON, the CSV, the schema and the filters follow from it.</summary>
public sealed class Column
{
    private readonly Func<object, string?>? text;
    private readonly Func<object, long?>? integer;
    private readonly Func<object, double?>? real;

    internal Column(PropertyInfo property)
    {
        Property = property;
        Name = char.ToLowerInvariant(property.Name[0]) + property.Name[1..];
        IsSubject = property.GetCustomAttribute<SubjectAttribute>() is not null;
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        IsNullable = type != property.PropertyType || (type == typeof(string) && new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable);
        if (type.IsEnum) Values = [.. Enum.GetNames(type).Select(Kebab)];
        IsDate = type == typeof(DateOnly);
        Kind = type == typeof(double) ? ColumnKind.Real
            : type == typeof(bool) ? ColumnKind.Boolean
            : type == typeof(int) || type == typeof(long) ? ColumnKind.Integer
            : ColumnKind.Text;
        (text, integer, real) = Kind switch
        {
            ColumnKind.Text => (TextOf(property, type), null, null),
            ColumnKind.Real => (null, null, Compile<double?>(property)),
            _ => ((Func<object, string?>?)null, IntegerOf(property, type), (Func<object, double?>?)null),
        };
    }

    /// <summary>The property of the row record.</summary>
    public PropertyInfo Property { get; }

    /// <summary>The column's name, camelCase, the same in URL, JSON, CSV and table.</summary>
    public string Name { get; }

    /// <summary>Whether it belongs to the row's key.</summary>
    public bool IsSubject { get; }

    /// <summary>What it holds.</summary>
    public ColumnKind Kind { get; }

    /// <summary>Whether it can be null.</summary>
    public bool IsNullable { get; }

    /// <summary>Whether its text is a date.</summary>
    public bool IsDate { get; }

    /// <summary>The texts it can take; null where they are not a fixed list.</summary>
    public IReadOnlyList<string>? Values { get; }

    /// <summary>The row's text; null for other kinds.</summary>
    public string? Text(object row) => text?.Invoke(row);

    /// <summary>The row's integer (booleans are 1 or 0); null for other kinds.</summary>
    public long? Integer(object row) => integer?.Invoke(row);

    /// <summary>The row's double; null for other kinds.</summary>
    public double? Real(object row) => real?.Invoke(row);

    /// <summary>The columns of a row record, in the order in which it declares them.</summary>
    internal static IReadOnlyList<Column> Of(Type row) =>
        [.. row.GetProperties(BindingFlags.Public | BindingFlags.Instance).OrderBy(p => p.MetadataToken).Where(p => p.Name != "EqualityContract").Select(p => new Column(p))];

    /// <summary><c>TooFewTeams</c> → <c>too-few-teams</c>.</summary>
    public static string Kebab(string name)
    {
        var kebab = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsUpper(name[i])) kebab.Append('-');
            kebab.Append(char.ToLowerInvariant(name[i]));
        }

        return kebab.ToString();
    }

    private static Func<object, string?> TextOf(PropertyInfo property, Type type)
    {
        if (type == typeof(string)) return Compile<string?>(property);
        if (type == typeof(DateOnly))
        {
            var date = Compile<DateOnly?>(property);
            var last = Tuple.Create(DateOnly.MinValue, "0001-01-01");
            return row =>
            {
                // Nearly all rows of a table have the same date: its text is kept, whole, so that any thread may exchange it.
                if (date(row) is not { } day) return null;
                var known = last;
                if (known.Item1 != day) last = known = Tuple.Create(day, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                return known.Item2;
            };
        }

        var number = Compile<int?>(property);
        var texts = Enum.GetValues(type).Cast<object>().ToDictionary(v => Convert.ToInt32(v, CultureInfo.InvariantCulture), v => Kebab(v.ToString()!));
        return row => number(row) is { } n ? texts[n] : null;
    }

    private static Func<object, long?> IntegerOf(PropertyInfo property, Type type)
    {
        if (type != typeof(bool)) return Compile<long?>(property);
        var flag = Compile<bool?>(property);
        return row => flag(row) is { } yes ? (yes ? 1L : 0L) : null;
    }

    // Compiled at the first row: a command that reads none, as an import, does not wait for a few hundred of them.
    private static Func<object, T> Compile<T>(PropertyInfo property)
    {
        Func<object, T>? compiled = null;
        return row => (compiled ??= Compiled<T>(property))(row);
    }

    private static Func<object, T> Compiled<T>(PropertyInfo property)
    {
        var row = Expression.Parameter(typeof(object));
        var value = Expression.Convert(Expression.Property(Expression.Convert(row, property.DeclaringType!), property), typeof(T));
        return Expression.Lambda<Func<object, T>>(value, row).Compile();
    }
}
