using Parlance.Irc.Wire;

namespace Parlance.Irc.Queries;

/// <summary><c>USERHOST &lt;nickname&gt;{ &lt;nickname&gt;}</c>: RFC 2812 §4.8. Up to five.</summary>
public sealed class UserhostCommand : IIrcCommand
{
    private const int NicksMax = 5;

    public static Verb Verb { get; } = new("USERHOST", ParamsMin: 1, Syntax: "<nickname>{ <nickname>}", Help: "Shows user names and hosts of up to five users.");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        var sight = new Sight(client);
        var pen = client.StartReply(Numerics.UserHost).Trail(default(ReadOnlySpan<byte>));
        var shown = 0;
        for (var i = 0; i < line.Count && i < NicksMax; i++)
        {
            if (client.UserOf(line[i]) is not { } user) continue;
            if (shown++ > 0) pen.Add(" "u8);
            pen.Add(user.Nick);
            if (sight.SeesStanding(user)) pen.Add("*"u8);
            pen.Add(user.Away is null ? "=+"u8 : "=-"u8).Add(user.Ident).Add("@"u8).Add(user.Host);
        }

        pen.End();
        client.Flush(pen);
    }
}
