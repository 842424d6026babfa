using System.Text;
using Parlance.Irc.Wire;

namespace Parlance.Wire.Tests.Wire;

public sealed class ModeStringTests
{
    private static readonly ModeTable Table = new("beI", "k", "lj", "imnst", "qaohv");

    /// <summary>Each change as sign, letter and parameter; <c>?</c> asks for a list, <c>!</c> lacks its parameter, <c>#</c> is unknown.</summary>
    [Theory]
    [InlineData("+ov-b ana ben *!*@x", "+o ana,+v ben,-b *!*@x")]
    [InlineData("m", "+m")]
    [InlineData("-m+i", "-m,+i")]
    [InlineData("+k-k key", "+k key,-k!")]
    [InlineData("-k", "-k!")]
    [InlineData("+l-l 10 20", "+l 10,-l")]
    [InlineData("+l", "+l!")]
    [InlineData("b", "+b?")]
    [InlineData("+bbeb", "+b?,+e?")]
    [InlineData("-b", "-b?")]
    [InlineData("+bb *!*@x", "+b *!*@x,+b?")]
    [InlineData("+xmxy", "+x#,+m,+y#")]
    [InlineData("+o", "+o!")]
    [InlineData("+om", "+o!,+m")]
    [InlineData("+o :", "+o!")]
    [InlineData("+-+", "")]
    [InlineData(":", "")]
    [InlineData("+\u00e4o\u20ac ana", "+\u00e4#,+o ana")]
    [InlineData("+vvvvv a b c d e", "+v a,+v b,+v c,+v d,cut")]
    public void a_mode_string_is_its_changes(string text, string expected)
    {
        Assert.True(IrcLine.TryParse(Encoding.UTF8.GetBytes("MODE #lobby " + text), out var line));
        var read = new List<string>();
        var modes = ModeString.In(line, 1, Table, parametersMax: 4);
        while (modes.MoveNext())
        {
            var change = modes.Current;
            var mark = change.Kind == ModeKind.Unknown ? "#" : change.IsQuery ? "?" : change.IsIncomplete ? "!" : "";
            read.Add($"{(change.Adding ? '+' : '-')}{change.Letter}{mark}{(change.Parameter.IsEmpty ? "" : " ")}{Encoding.UTF8.GetString(change.Parameter)}");
        }

        if (modes.IsCut) read.Add("cut");
        Assert.Equal(expected, string.Join(',', read));
    }

    [Fact]
    public void a_hundred_letters_are_enough()
    {
        Assert.True(IrcLine.TryParse(Encoding.UTF8.GetBytes("MODE #lobby " + new string('m', 101)), out var line));
        var modes = ModeString.In(line, 1, Table, 4);
        var count = 0;
        while (modes.MoveNext()) count++;
        Assert.Equal(ModeString.LettersMax, count);
        Assert.True(modes.IsCut);
    }

    [Fact]
    public void a_line_without_a_mode_string_has_no_changes()
    {
        Assert.True(IrcLine.TryParse("MODE #lobby"u8, out var line));
        Assert.False(ModeString.In(line, 1, Table, 4).MoveNext());
    }

    [Fact]
    public void a_letter_has_one_kind()
    {
        Assert.Throws<ArgumentException>(() => new ModeTable("b", "b", "", "", ""));
        Assert.Throws<ArgumentException>(() => new ModeTable("+", "", "", "", ""));
    }
}
