using System.Text;
using NUnit.Framework;
using Shouldly;
using Symetrie.Api.Exports.Cells;

namespace Symetrie.Analytics.Tests.Exports;

public sealed class NumberTests
{
    [TestCase("3", 3)]
    [TestCase("3.7", 3.7)]
    [TestCase("3,7", 3.7)]
    [TestCase("-0,5", -0.5)]
    [TestCase("+12", 12)]
    [TestCase(".5", 0.5)]
    [TestCase("1e-05", 0.00001)]
    [TestCase("8.9485508489186", 8.9485508489186)]
    [TestCase("1,234", 1.234)]
    [TestCase("1,234.5", null)]
    [TestCase("1.234,5", null)]
    [TestCase("1 234", 1234)]
    [TestCase("1 23", null)]
    [TestCase("3.", null)]
    [TestCase(",", null)]
    [TestCase("--1", null)]
    [TestCase("1-1", null)]
    [TestCase("e5", null)]
    [TestCase("NaN", null)]
    [TestCase("0x10", null)]
    [TestCase("", null)]
    public void OnlyADecimalMarkStandsBetweenDigits(string text, double? number) =>
        (new NumberCells(null).TryRead(Encoding.UTF8.GetBytes(text), out var read) ? (double?)read : null).ShouldBe(number);

    [Test]
    public void TheFilesMarkIsTheOnlyOne()
    {
        new NumberCells(',').TryRead("3.7"u8, out _).ShouldBeFalse();
        new NumberCells('.').TryRead("3,7"u8, out _).ShouldBeFalse();
        new NumberCells(',').TryRead("3,7"u8, out var number).ShouldBeTrue();
        number.ShouldBe(3.7m);
    }

    [TestCase("0", 0)]
    [TestCase("141", 141)]
    [TestCase("141.0", 141)]
    [TestCase("141,0", 141)]
    [TestCase("1 204", 1204)]
    [TestCase("1 204 300", 1_204_300)]
    [TestCase("1\u202F204", 1204)]
    [TestCase("1,204", null)]
    [TestCase("1.204", null)]
    [TestCase("1204 300", null)]
    [TestCase("1 20", null)]
    [TestCase("1 2040", null)]
    [TestCase("141.5", null)]
    [TestCase("141.00", null)]
    [TestCase("-1", null)]
    [TestCase(".0", null)]
    [TestCase("99999999999999999999", null)]
    [TestCase("", null)]
    public void ACountIsAWholeNumber(string text, int? count) =>
        (NumberCells.TryReadCount(Encoding.UTF8.GetBytes(text), out var read) ? (long?)read : null).ShouldBe(count);

    [TestCase("3,7", ',')]
    [TestCase("-3.7", '.')]
    [TestCase("3", null)]
    [TestCase("3,7,1", null)]
    [TestCase("a,b", null)]
    [TestCase(",5", null)]
    public void ANumberTellsItsMark(string text, char? mark) => NumberCells.MarkOf(Encoding.UTF8.GetBytes(text)).ShouldBe(mark);
}
