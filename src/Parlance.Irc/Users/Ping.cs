using Parlance.Irc.Wire;

namespace Parlance.Irc.Users;

/// <summary><c>PING &lt;token&gt;</c>: RFC 2812 §3.7.2.</summary>
public sealed class PingCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("PING", From: Stage.Any, Cost: 0.25, Syntax: "<token>", Help: "Asks whether the server is there.");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        if (line.Count == 0 || line[0].IsEmpty)
        {
            client.Reply(Numerics.NoOrigin);
            return;
        }

        var pen = client.StartLine();
        pen.From(client.ServerName).Word("PONG"u8).Word(client.ServerName).Trail(line[0]).End();
        client.Flush(pen);
    }
}

/// <summary><c>PONG &lt;token&gt;</c>: RFC 2812 §3.7.3. That something came is all that counts.</summary>
public sealed class PongCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("PONG", From: Stage.Any, Cost: 0, Syntax: "<token>", Help: "Answers the server's PING.");

    public static void Handle(IrcSession client, in IrcLine line) { }
}
