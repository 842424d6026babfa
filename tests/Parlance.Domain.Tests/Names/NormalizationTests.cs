using System.Globalization;
using System.Text;
using Parlance.Domain.Names;
using Parlance.Domain.Names.Unicode;

namespace Parlance.Domain.Tests.Names;

/// <summary>Our tables against the framework's: they may differ only in what Unicode added since.</summary>
public sealed class NormalizationTests
{
    private static IEnumerable<int> Assigned => Enumerable.Range(0, 0x110000)
        .Where(c => Rune.IsValid(c) && CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse));

    private static string Nfc(string text)
    {
        var points = text.EnumerateRunes().Select(r => r.Value).ToList();
        Parlance.Domain.Names.Unicode.Nfc.Normalize(points);
        return NameFold.TextOf(points);
    }

    [Fact]
    public void each_code_point_normalizes_as_the_framework_says()
    {
        var wrong = Assigned.Where(c => Nfc(char.ConvertFromUtf32(c)) != char.ConvertFromUtf32(c).Normalize(NormalizationForm.FormC)).ToList();
        Assert.Empty(wrong);
    }

    [Fact]
    public void each_decomposed_code_point_is_composed_again()
    {
        var wrong = Assigned.Where(c => Nfc(char.ConvertFromUtf32(c).Normalize(NormalizationForm.FormD)) != char.ConvertFromUtf32(c).Normalize(NormalizationForm.FormC)).ToList();
        Assert.Empty(wrong);
    }

    [Fact]
    public void marks_in_any_order_normalize_as_the_framework_says()
    {
        var letters = new[] { 'a', 'e', 'q', '\u0627', '\u05d0', '\u1100', '\u3046', '\u0915', '\ud55c', '\u1e9b' };
        var marks = Assigned.Where(c => Parlance.Domain.Names.Unicode.Nfc.CombiningClass(c) != 0).Chunk(7).ToList();
        foreach (var letter in letters)
            foreach (var chunk in marks)
            {
                var text = letter + string.Concat(chunk.Select(char.ConvertFromUtf32)) + letter + string.Concat(chunk.Reverse().Select(char.ConvertFromUtf32));
                Assert.Equal(text.Normalize(NormalizationForm.FormC), Nfc(text));
            }
    }

    [Fact]
    public void identifiers_hold_letters_and_digits_that_normalization_leaves_alone()
    {
        UnicodeCategory[] fitting =
        [
            UnicodeCategory.LowercaseLetter, UnicodeCategory.UppercaseLetter, UnicodeCategory.OtherLetter, UnicodeCategory.DecimalDigitNumber,
            UnicodeCategory.ModifierLetter, UnicodeCategory.NonSpacingMark, UnicodeCategory.SpacingCombiningMark,
        ];
        foreach (var c in Assigned.Where(c => c >= 0x80 && Identifier.DirectionOf(c, out var depends) != Direction.None && !depends && c is not (0x6FD or 0x6FE or 0xF0B or 0x3007)))
        {
            Assert.Contains(CharUnicodeInfo.GetUnicodeCategory(c), fitting);
            Assert.Equal(char.ConvertFromUtf32(c), char.ConvertFromUtf32(c).Normalize(NormalizationForm.FormKC));
        }
    }
}
