using Parlance.Irc.Wire;

namespace Parlance.Irc.Queries;

/// <summary><c>ISON &lt;nickname&gt;{ &lt;nickname&gt;}</c>: RFC 2812 §4.9. The line's length bounds it.</summary>
public sealed class IsonCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("ISON", ParamsMin: 1, Syntax: "<nickname>{ <nickname>}", Help: "Shows which of these nicks are in use.");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        var pen = client.StartReply(Numerics.IsOn).Trail(default(ReadOnlySpan<byte>));
        var shown = 0;
        for (var i = 0; i < line.Count; i++)
            foreach (var word in line[i].Split((byte)' '))
            {
                if ((client.UserOf(line[i][word])?.Nick ?? client.Dialect.Services.Find(line[i][word])?.Nick) is not { } nick) continue;
                if (shown++ > 0) pen.Add(" "u8);
                pen.Add(nick);
            }

        pen.End();
        client.Flush(pen);
    }
}
