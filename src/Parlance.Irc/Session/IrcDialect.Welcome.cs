using System.Globalization;
using Parlance.Engine;
using Parlance.Irc.Modes;

namespace Parlance.Irc;

/// <summary>The burst of replies that ends registration. Modern IRC, "Connection Registration".</summary>
public sealed partial class IrcDialect
{
    /// <summary>Tokens on one line of 005.</summary>
    private const int TokensPerLine = 12;

    private Greeting? _greeting;

    /// <summary>What every newcomer is told; made once and again after a reload.</summary>
    private Greeting Words => _greeting ??= new(Node);

    public void Welcome(IrcSession client)
    {
        var words = Words;
        var user = client.User!;
        var welcome = client.StartReply(Numerics.Welcome).Trail(words.Welcome).Add(user.Nick);
        welcome.End();
        client.Flush(welcome);
        client.ReplyText(Numerics.YourHost, words.YourHost);
        client.ReplyText(Numerics.Created, words.Created);
        var info = client.StartReply(Numerics.MyInfo).Word(words.MyInfo);
        info.End();
        client.Flush(info);
        ShowISupport(client);
        ShowLusers(client);
        ShowOwnMetadata(client);
        ShowMotd(client);
        var pen = client.StartLine();
        pen.From(user.Source).Word("MODE"u8).Word(user.Nick).Word(UserModes.Of(user)).End();
        client.Flush(pen);
        History.Unasked.OnReturn(client);
    }

    public void ShowLusers(IrcSession client)
    {
        var users = Node.State.Users;
        Counted(client, Numerics.LuserClient, "There are "u8, users.Count - users.Invisible, " users and "u8, users.Invisible, " invisible on 1 servers"u8);
        if (users.Operators > 0) Counted(client, Numerics.LuserOp, users.Operators);
        if (Node.Connections.Length - users.Count is > 0 and var unknown) Counted(client, Numerics.LuserUnknown, unknown);
        Counted(client, Numerics.LuserChannels, Node.State.Rooms.Count);
        Counted(client, Numerics.LuserMe, "I have "u8, users.Count, " clients and "u8, 0, " servers"u8);
        Maximum(client, Numerics.LocalUsers, "Current local users "u8, users.Count, users.Most);
        Maximum(client, Numerics.GlobalUsers, "Current global users "u8, users.Count, users.Most);
    }

    private static void Counted(IrcSession client, Numeric numeric, int count)
    {
        var pen = client.StartReply(numeric).Word(count).Trail(numeric.Text!);
        pen.End();
        client.Flush(pen);
    }

    private static void Counted(IrcSession client, Numeric numeric, ReadOnlySpan<byte> before, int first, ReadOnlySpan<byte> between, int second, ReadOnlySpan<byte> after)
    {
        var pen = client.StartReply(numeric).Trail(before).Add(first).Add(between).Add(second).Add(after);
        pen.End();
        client.Flush(pen);
    }

    private static void Maximum(IrcSession client, Numeric numeric, ReadOnlySpan<byte> what, int count, int most)
    {
        var pen = client.StartReply(numeric).Word(count).Word(most).Trail(what).Add(count).Add(", max "u8).Add(most);
        pen.End();
        client.Flush(pen);
    }

    public void ShowMotd(IrcSession client)
    {
        var lines = Node.Settings.Server.Motd;
        if (lines.Count == 0)
        {
            client.Reply(Numerics.NoMotd);
            return;
        }

        client.ReplyText(Numerics.MotdStart, $"- {Node.Settings.Server.Name} Message of the day - ");
        foreach (var line in lines) client.ReplyText(Numerics.Motd, $"- {line}");
        client.Reply(Numerics.EndOfMotd);
    }

    private sealed class Greeting(Node node)
    {
        private readonly Settings _settings = node.Settings;

        public string Welcome { get; } = $"Welcome to the {node.Settings.Server.Network} IRC Network ";
        public string YourHost { get; } = $"Your host is {node.Settings.Server.Name}, running version {Node.Version}";
        public string Created { get; } = "This server was started " + node.Started.Wall.ToDateTime().ToString("ddd MMM d yyyy 'at' HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

        public string MyInfo => field ??= string.Join(' ', _settings.Server.Name, Node.Version, UserModes.Letters,
            string.Concat((ChannelModes.Letters + ChannelModes.ListLetters + ChannelModes.RankLetters).Order()),
            ChannelModes.ListLetters + ChannelModes.RankLetters + ChannelModes.AlwaysValued + ChannelModes.SetValued);

        public string[] Tokens => field ??= [.. Irc.ISupport.Tokens(_settings)];
        public string[] ISupport => field ??= Lines(Tokens);
    }
}
