using System.Text;

namespace Parlance.Simulation;

/// <summary>Somebody at a keyboard, driven by chance: joins, talks, quarrels, sends rubbish. Remembers what was confirmed to it.</summary>
public sealed class SimulatedClient(int connection, Prng chance)
{
    public static readonly string[] Rooms = ["#a", "#b", "#c", "#d"];
    private static readonly string[] Nicks = ["ana", "ben", "cleo", "dan", "eve", "finn", "gil", "hanna", "ida", "jon", "kim", "leo"];
    private readonly StringBuilder _partial = new();
    private int _label;

    public int Connection => connection;
    public List<string> Heard { get; } = [];

    /// <summary>Durable changes asked for under a label and not confirmed yet.</summary>
    public Dictionary<string, string> Asked { get; } = [];

    /// <summary>Durable changes that were confirmed: the words of the confirmation.</summary>
    public List<string> Confirmed { get; } = [];
    public bool IsReading { get; set; } = true;

    public byte[] Hello() => Line($"CAP REQ :labeled-response batch message-tags{(chance.OneIn(2) ? " echo-message server-time" : "")}{(chance.OneIn(3) ? " extended-join away-notify multi-prefix" : "")}",
        $"NICK {chance.Pick(Nicks)}{connection}", $"USER u{connection} 0 * :somebody", "CAP END");

    public byte[] Acts()
    {
        var room = chance.OneIn(3) ? $"#own{connection}" : chance.Pick(Rooms);
        var nick = chance.Pick(Nicks) + chance.Below(12);
        return chance.Below(28) switch
        {
            < 5 => Line($"JOIN {room}"),
            5 => Line($"PART {room} :bye"),
            < 10 => Line($"PRIVMSG {room} :{chance.Next()}"),
            10 => Line($"PRIVMSG {nick} :psst"),
            < 14 => Asks(room, $"TOPIC {room} :t{chance.Below(1000)}"),
            14 => Line($"MODE {room} {(chance.OneIn(2) ? "+" : "-")}{chance.Pick(["m", "i", "s", "t", "n", "c", "u", "N"])}"),
            15 => Asks(room, $"MODE {room} +b {nick}{chance.Below(30)}!*@*"),
            16 => Line($"MODE {room} -b {nick}!*@*"),
            17 => Line($"MODE {room} {(chance.OneIn(2) ? "+" : "-")}{chance.Pick(["o", "v", "h", "a"])} {nick}"),
            18 => Line($"MODE {room} {(chance.OneIn(2) ? $"+kl key{chance.Below(9)} {1 + chance.Below(20)}" : "-kl key")}"),
            19 => Line($"KICK {room} {nick} :out"),
            20 => Line($"NICK {chance.Pick(Nicks)}{chance.Below(12)}"),
            21 => Line($"AWAY {(chance.OneIn(2) ? ":gone" : "")}"),
            22 => Line($"NAMES {room}", $"WHO {room}", $"WHOIS {nick}"),
            23 => Line($"INVITE {nick} {room}"),
            24 => Rubbish(),
            25 => Line($"JOIN #own{connection}"),
            26 => Asks($"#own{connection}", $"TOPIC #own{connection} :t{chance.Below(1000)}"),
            _ => Line($"MODE {room}", $"MODE {room} b", "LUSERS", "PING x"),
        };
    }

    /// <summary>Takes what the node sent; whole lines are remembered, the last thousand.</summary>
    public void Hears(ReadOnlySpan<byte> bytes)
    {
        _partial.Append(Encoding.UTF8.GetString(bytes));
        var text = _partial.ToString();
        var end = text.LastIndexOf('\n') + 1;
        _partial.Clear().Append(text, end, text.Length - end);
        foreach (var line in text[..end].Split("\r\n", StringSplitOptions.RemoveEmptyEntries))
        {
            Heard.Add(line);
            Confirm(line);
        }

        if (Heard.Count > 1000) Heard.RemoveRange(0, Heard.Count - 1000);
    }

    private void Confirm(string line)
    {
        if (!line.StartsWith("@label=", StringComparison.Ordinal)) return;
        var label = line[7..line.IndexOfAny([';', ' '])];
        if (!Asked.Remove(label)) return;
        var words = line.Split(' ');
        if (words.Length > 3 && words[2] is "TOPIC" or "MODE") Confirmed.Add(string.Join(' ', words.Skip(2)));
    }

    private byte[] Asks(string room, string line)
    {
        var label = $"{connection}x{_label++}";
        Asked[label] = room;
        return Line($"@label={label} {line}");
    }

    private byte[] Rubbish() => chance.Below(4) switch
    {
        0 => chance.Bytes(chance.Below(300)),
        1 => Line(new string(':', chance.Below(5000))),
        2 => Line("MODE #a " + string.Concat(Enumerable.Range(0, chance.Below(40)).Select(_ => (char)(33 + chance.Below(90))))),
        _ => Line("JOIN " + string.Join(',', Enumerable.Range(0, 30).Select(i => "#x" + i))),
    };

    private static byte[] Line(params string[] lines) => Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => l + "\r\n")));
}
