using Parlance.Domain;
using Parlance.Domain.Rooms;
using Parlance.Engine;

namespace Parlance.Irc.Modes;

/// <summary>Says the changes of one deed as MODE lines: as many on a line as ISUPPORT MODES promises. RFC 2812 §3.2.3.</summary>
public static class ModeVoice
{
    /// <summary>Changes with a parameter on one line (ISUPPORT MODES).</summary>
    public const int ChangesMax = 20;

    /// <summary>Bytes of letters and parameters on one line, so that source and room fit beside them in 512.</summary>
    private const int BytesMax = 300;

    public static bool IsModeChange(Event happened) => happened is ModeChanged or RankGranted or RankRevoked or MaskAdded or MaskRemoved;

    public static void Say(in Utterance what, IrcPen pen)
    {
        var letters = "";
        var values = new List<string>();
        var adding = (bool?)null;
        var bytes = 0;
        foreach (ref readonly var entry in what.Events)
        {
            var (on, letter, value) = Read(entry.Event, entry.Event.About is { IsNone: false } about ? what.Node.UserOf(about)?.Nick ?? about.ToString() : "");
            if (letter == 0) continue;
            if (values.Count == ChangesMax || bytes > BytesMax) Flush(what, pen, ref letters, values, ref adding, ref bytes);
            if (adding != on) letters += on ? '+' : '-';
            adding = on;
            letters += letter;
            bytes += 2 + (value?.Length ?? 0);
            if (value is not null) values.Add(value);
        }

        Flush(what, pen, ref letters, values, ref adding, ref bytes);
    }

    private static void Flush(in Utterance what, IrcPen pen, ref string letters, List<string> values, ref bool? adding, ref int bytes)
    {
        if (letters.Length == 0) return;
        pen.About(what, what.By).From(what.By, what.Node.Settings.Server.Name).Word("MODE"u8).Channel(what.Room!.Name).Word(letters);
        foreach (var value in values) pen.Word(value);
        pen.End();
        letters = "";
        values.Clear();
        adding = null;
        bytes = 0;
    }

    /// <param name="happened">The change.</param>
    /// <param name="about">The nick of whom it is about.</param>
    internal static (bool On, char Letter, string? Value) Read(Event happened, string about) => happened switch
    {
        ModeChanged { Mode: var mode, On: var on, Value: var value } => (on, ChannelModes.LetterOf(mode), mode == RoomMode.Forward && value is not null ? "#" + value : value),
        RankGranted { Rank: var rank } => (true, ChannelModes.LetterOf(rank), about),
        RankRevoked { Rank: var rank } => (false, ChannelModes.LetterOf(rank), about),
        MaskAdded { List: var list, Mask: var mask } => (true, ChannelModes.LetterOf(list), mask),
        MaskRemoved { List: var list, Mask: var mask } => (false, ChannelModes.LetterOf(list), mask),
        _ => default,
    };
}
