using Parlance.Irc.Capabilities;

namespace Parlance.Irc;

/// <summary>RPL_ISUPPORT: the whole list, and what a reload changed of it. In a batch for those who negotiated one (draft/extended-isupport).</summary>
public sealed partial class IrcDialect
{
    public void ShowISupport(IrcSession client) => ShowISupport(client, Words.ISupport);

    private static void ShowISupport(IrcSession client, string[] lines)
    {
        var batch = client.Has(Capability.ExtendedISupport) && client.Has(Capability.Batch) ? new ReplyBatch(client, "draft/isupport") : null;
        using (batch?.In())
            foreach (var line in lines) client.Reply(Numerics.ISupport, line);
        batch?.End();
    }

    /// <summary>The settings are new: everybody is told which tokens are new or other, and which are gone (<c>-TOKEN</c>).</summary>
    private void RenewISupport()
    {
        if (_greeting is not { } before) return;
        _greeting = null;
        var names = Words.Tokens.Select(NameOf).ToHashSet(StringComparer.Ordinal);
        string[] changed = [.. Words.Tokens.Except(before.Tokens), .. before.Tokens.Select(NameOf).Where(name => !names.Contains(name)).Select(name => "-" + name)];
        if (changed.Length == 0) return;
        var lines = Lines(changed);
        foreach (var connection in Node.Connections)
            if (connection.Session is IrcSession { User: not null } session) ShowISupport(session, lines);
    }

    private static string NameOf(string token) => token.Split('=')[0];

    private static string[] Lines(IEnumerable<string> tokens) => [.. tokens.Chunk(TokensPerLine).Select(line => string.Join(' ', line))];
}
