using System.Reflection;
using System.Reflection.Emit;
using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Disclosure;
using Symetrie.Analytics.Measures;
using Symetrie.Analytics.Panels;
using Symetrie.Analytics.Tallies;

namespace Symetrie.Analytics.Tests.Disclosure;

/// <summary>Nothing behind the disclosure room can be made from an unreleased tally, and nothing there looks back.</summary>
internal sealed class DoorTests
{
    private static readonly Assembly Engine = typeof(Analysis).Assembly;

    private static readonly Type[] Unreleased = [typeof(Undisclosed), typeof(AnswerSheet), typeof(SheetBuilder), typeof(Contribution), typeof(PublishedCell), typeof(ColumnHistory), typeof(HistoryClass), typeof(StandingAtom), typeof(Answered), typeof(Member), typeof(Moments), typeof(StandingItem), typeof(PoolFigure), typeof(OpenedColumn), typeof(FloorPart), typeof(PartFigures)];

    private static IEnumerable<Type> Downstream => Engine.GetTypes().Where(t => t.Namespace is "Symetrie.Analytics.Panels" or "Symetrie.Analytics.Measures");

    [Test]
    public void Only_the_disclosure_room_makes_released_figures()
    {
        foreach (var type in new[] { typeof(ReleasedTally), typeof(ReleasedGroup), typeof(ReleasedParticipation), typeof(ReleasedPool), typeof(PooledDimension), typeof(PooledPair), typeof(Released) })
            type.GetConstructors(BindingFlags.Public | BindingFlags.Instance).ShouldBeEmpty(type.Name);
        typeof(Panel).GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance).ShouldAllBe(c => c.GetParameters().All(p => p.ParameterType == typeof(Released) || p.ParameterType == typeof(Panel)));
        // From a released cell the tally comes out only through the distribution, which is null without detail.
        typeof(ReleasedTally).GetProperties().Where(p => p.PropertyType == typeof(Tally)).Select(p => p.Name).ShouldBe([nameof(ReleasedTally.Distribution)]);
    }

    [Test]
    public void No_type_behind_it_mentions_what_is_not_released()
    {
        const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        Downstream.ShouldNotBeEmpty();
        foreach (var type in Downstream)
        {
            var mentioned = type.GetFields(All).Select(f => f.FieldType)
                .Concat(type.GetMethods(All).SelectMany(m => m.GetParameters().Select(p => p.ParameterType).Append(m.ReturnType)))
                .Concat(type.GetConstructors(All).SelectMany(c => c.GetParameters().Select(p => p.ParameterType))).SelectMany(Inside);
            mentioned.ShouldNotContain(t => Unreleased.Contains(t), type.Name);
            type.GetConstructors(All).SelectMany(c => c.GetParameters()).SelectMany(p => Inside(p.ParameterType)).ShouldNotContain(typeof(Tally), type.Name);
        }
    }

    [Test]
    public void No_code_behind_it_makes_or_opens_a_released_figure()
    {
        var forbidden = new HashSet<string>(StringComparer.Ordinal) { "get_Figure", "get_Ledger", "get_Counts" };
        var seen = 0;
        foreach (var (caller, called) in Downstream.SelectMany(Calls))
        {
            seen++;
            var owner = called.DeclaringType!;
            (called is ConstructorInfo && owner.Namespace == "Symetrie.Analytics.Disclosure").ShouldBeFalse($"{caller} makes {owner.Name}");
            (owner.Namespace == "Symetrie.Analytics.Disclosure" && forbidden.Contains(called.Name)).ShouldBeFalse($"{caller} calls {called.Name}");
            Unreleased.Contains(owner).ShouldBeFalse($"{caller} calls {owner.Name}.{called.Name}");
        }

        seen.ShouldBeGreaterThan(500);
        // The search itself must be able to find such a call.
        Calls(typeof(ColumnView)).Select(c => c.Called).ShouldContain(c => c is ConstructorInfo && c.DeclaringType == typeof(ReleasedTally));
    }

    [Test]
    public void Rows_are_made_from_panels_alone()
    {
        foreach (var measure in MeasureCatalogue.All)
        {
            measure.RowType.GetConstructors(BindingFlags.Public | BindingFlags.Instance).ShouldBeEmpty(measure.RowType.Name);
            measure.RowType.GetProperties().ShouldAllBe(p => p.PropertyType.Namespace!.StartsWith("System", StringComparison.Ordinal) || p.PropertyType.IsEnum, measure.RowType.Name);
        }
    }

    private static IEnumerable<Type> Inside(Type type) =>
        type.HasElementType ? Inside(type.GetElementType()!) : type.IsGenericType ? type.GetGenericArguments().SelectMany(Inside).Append(type.GetGenericTypeDefinition()) : [type];

    // Every token of a call in the bytes of a method; where the bytes only look like one, it does not resolve or is harmless.
    private static IEnumerable<(string Caller, MethodBase Called)> Calls(Type type)
    {
        const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        foreach (var method in type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All)))
        {
            if (method.GetMethodBody()?.GetILAsByteArray() is not { } code) continue;
            for (var i = 0; i + 5 <= code.Length; i++)
            {
                if (code[i] != OpCodes.Call.Value && code[i] != OpCodes.Callvirt.Value && code[i] != OpCodes.Newobj.Value) continue;
                var called = Resolved(type, method, BitConverter.ToInt32(code, i + 1));
                if (called?.DeclaringType is not null) yield return ($"{type.Name}.{method.Name}", called);
            }
        }
    }

    private static MethodBase? Resolved(Type type, MethodBase method, int token)
    {
        if ((token >> 24) is not (0x06 or 0x0A or 0x2B)) return null;
        try
        {
            return type.Module.ResolveMethod(token, type.IsGenericType ? type.GetGenericArguments() : null, method.IsGenericMethod ? method.GetGenericArguments() : null);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
