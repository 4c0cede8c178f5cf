using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Tests.Surveys;
using Symetrie.Api.Exports;

namespace Symetrie.Analytics.Tests.Exports;

/// <summary>Damaged files are read or refused: nothing else may happen, and lines never go back.</summary>
public sealed class DamageTests
{
    private static readonly byte[] Marks = [(byte)'"', (byte)',', (byte)';', (byte)'\n', (byte)'\r', (byte)'\t', 0, 0xFF, 0xC3, (byte)'-', (byte)'9', (byte)' ', 0xE2];

    [Test]
    public void ADamagedFileIsReadOrRefused()
    {
        var random = new Random(20261121);
        var (read, refused) = (0, 0);
        foreach (var file in Directory.GetFiles(Path.Combine(ShippedFiles.Folder, "exports", "csv", "good")).Order(StringComparer.Ordinal))
        {
            var original = File.ReadAllBytes(file);
            for (var i = 0; i < 200; i++)
            {
                if (IsRead(Damaged(original, random))) read++;
                else refused++;
            }
        }

        read.ShouldBeGreaterThan(100);
        refused.ShouldBeGreaterThan(100);
    }

    private static bool IsRead(byte[] bytes)
    {
        try
        {
            using var reader = ExportReader.Open(new MemoryStream(bytes), Samples.Staff, Samples.Quarters);
            var last = reader.Shape.HeaderLine;
            foreach (var row in reader.Rows())
            {
                var line = row.Response?.Line ?? row.Rejection?.Line ?? last + 1;
                line.ShouldBeGreaterThan(last);
                last = Math.Max(last, row.Blank ? last : line);
            }

            return true;
        }
        catch (ExportRefused refused)
        {
            refused.Message.ShouldNotBeNullOrWhiteSpace();
            return false;
        }
    }

    private static byte[] Damaged(byte[] original, Random random)
    {
        var bytes = original.ToList();
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var at = random.Next(bytes.Count);
            if (random.Next(3) == 0) bytes.RemoveAt(at);
            else if (random.Next(2) == 0) bytes.Insert(at, Marks[random.Next(Marks.Length)]);
            else bytes[at] = (byte)random.Next(128);
        }

        return [.. bytes];
    }
}
