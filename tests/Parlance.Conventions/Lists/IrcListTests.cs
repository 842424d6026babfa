using System.Globalization;
using System.Reflection;
using Parlance.Domain;
using Parlance.Irc;
using Parlance.Irc.Capabilities;
using Parlance.Irc.Modes;

namespace Parlance.Conventions;

/// <summary>What IRC clients and operators rely on: commands, numerics, capabilities, mode letters. A change here is seen in review.</summary>
public class IrcListTests
{
    [Fact]
    public void commands_are_as_listed() => Golden.Is("irc-commands", Commands().Select(verb =>
        string.Create(CultureInfo.InvariantCulture, $"{verb.Name} params>={verb.ParamsMin} from={verb.From} cost={verb.Cost}{(verb.Privilege is { } needed ? $" privilege={needed}" : "")}")));

    [Fact]
    public void numerics_are_as_listed() => Golden.Is("irc-numerics", Numerics().Select(n => $"{n.Numeric.Code:000} {n.Name}{(n.Numeric.Text is { } text ? $" :{text}" : "")}"));

    [Fact]
    public void numerics_are_in_order()
    {
        var codes = Numerics().Select(n => n.Numeric.Code).ToArray();
        for (var i = 1; i < codes.Length; i++) Assert.True(codes[i] >= codes[i - 1], $"{codes[i]} stands after {codes[i - 1]}");
    }

    [Fact]
    public void capabilities_are_as_listed() => Golden.Is("irc-capabilities", CapabilityList.Names);

    [Fact]
    public void modes_are_as_listed() => Golden.Is("irc-modes", ModeLines());

    [Fact]
    public void refusals_are_as_listed() => Golden.Is("refusals", Enum.GetNames<RefusalCode>());

    public static IEnumerable<Verb> Commands() => new IrcCommands().All.Values.Select(card => card.Verb).OrderBy(verb => verb.Name, StringComparer.Ordinal);

    /// <summary>The named numerics, in the order in which they are declared.</summary>
    public static IEnumerable<(string Name, Numeric Numeric)> Numerics() => typeof(Numerics).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Where(field => field.FieldType == typeof(Numeric)).OrderBy(field => field.MetadataToken).Select(field => (field.Name, (Numeric)field.GetValue(null)!));

    public static IEnumerable<string> ModeLines()
    {
        foreach (var letter in ChannelModes.Letters)
            if (ChannelModes.TryMode(letter, out var mode)) yield return $"channel {letter} {mode}{(Domain.Rooms.RoomModes.HasValue(mode) ? " value" : "")}";
        foreach (var letter in ChannelModes.ListLetters)
            if (ChannelModes.TryList(letter, out var list)) yield return $"list {letter} {list}";
        foreach (var letter in ChannelModes.RankLetters)
            if (ChannelModes.TryRank(letter, out var rank)) yield return $"rank {letter} {rank} {ChannelModes.PrefixOf(rank)}";
        foreach (var letter in UserModes.Letters) yield return $"user {letter} {UserModes.Find(letter)}";
    }
}
