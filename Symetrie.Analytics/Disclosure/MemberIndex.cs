using System.Numerics;

namespace Symetrie.Analytics.Disclosure;

/// <summary>A number for each of many contributions: open addressing with linear probing (Knuth 1973, algorithm L), since each of a column's contributions is asked for, often more than once.</summary>
internal sealed class MemberIndex
{
    private Slot[] slots;
    private int shift;
    private int count;

    /// <param name="likely">How many contributions there will be.</param>
    public MemberIndex(int likely) => slots = Room(likely);

    /// <summary>The number of a contribution; −1 where it has none.</summary>
    public int Of(in Member member)
    {
        var (number, score) = member.Key;
        var found = slots[Place(number, score)];
        return found.ValuePlusOne - 1;
    }

    /// <summary>Gives a contribution a number, 0 or more; in the place of the one it had.</summary>
    public void Set(in Member member, int value)
    {
        if (4 * count >= 3 * slots.Length) Grow();
        var (number, score) = member.Key;
        ref var slot = ref slots[Place(number, score)];
        if (slot.ValuePlusOne == 0) count++;
        slot = new Slot(number, score, value + 1);
    }

    // Where it is, or where it would be.
    private int Place(long number, long score)
    {
        var at = (int)(ItemProfile.Mix((ulong)number ^ BitOperations.RotateLeft((ulong)score, 32)) >> shift);
        while (slots[at].ValuePlusOne != 0 && (slots[at].Number != number || slots[at].Score != score)) at = (at + 1) & (slots.Length - 1);
        return at;
    }

    private void Grow()
    {
        var old = slots;
        slots = Room(old.Length);
        foreach (var slot in old)
            if (slot.ValuePlusOne != 0) slots[Place(slot.Number, slot.Score)] = slot;
    }

    private Slot[] Room(int likely)
    {
        // At most three of four are taken.
        var bits = Math.Max(3, BitOperations.Log2((uint)Math.Max(1, (long)likely * 4 / 3)) + 1);
        shift = 64 - bits;
        return new Slot[1 << bits];
    }

    private readonly record struct Slot(long Number, long Score, int ValuePlusOne);
}
