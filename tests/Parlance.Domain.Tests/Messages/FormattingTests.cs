using System.Text;
using Parlance.Domain.Messages;

namespace Parlance.Domain.Tests.Messages;

public class FormattingTests
{
    private static string Strip(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var to = new byte[bytes.Length];
        return Encoding.UTF8.GetString(to, 0, Formatting.Strip(bytes, to));
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("\u0002bold\u0002 \u001ditalics\u001d \u001funder\u001f\u000f", "bold italics under")]
    [InlineData("\u00034red", "red")]
    [InlineData("\u000304,12red", "red")]
    [InlineData("\u0003041", "1")]
    [InlineData("\u0003,8x", ",8x")]
    [InlineData("\u00034,x", ",x")]
    [InlineData("\u00034,123", "3")]
    [InlineData("\u0003", "")]
    [InlineData("\u0004ff0000,00ff00hex", "hex")]
    [InlineData("\u0004ff00hex", "ff00hex")]
    [InlineData("\u0004ff0000,00ffz", ",00ffz")]
    [InlineData("d\u0002\u0002\u0002é", "dé")]
    public void formatting_goes_and_words_stay(string text, string plain) => Assert.Equal(plain, Strip(text));

    [Fact]
    public void a_plain_text_has_none() => Assert.False(Formatting.IsIn("\u0001ACTION waves\u0001"u8));
}
