using System.Text;
using Parlance.Irc.Wire;

namespace Parlance.Irc.Capabilities;

/// <summary><c>CAP LS|LIST|REQ|END</c>: IRCv3 capability negotiation, version 302.</summary>
public sealed class CapCommand : IIrcCommand
{
    internal const int ValuesSince = 302;
    private const int BytesMax = 400;

    public static Verb Verb { get; } = new("CAP", ParamsMin: 1, From: Stage.Any, Cost: 0.5, Syntax: "LS [302] | LIST | REQ :<capabilities> | END", Help: "Negotiates capabilities.");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        var sub = Encoding.UTF8.GetString(line[0]).ToUpperInvariant();
        switch (sub)
        {
            case "LS":
                Negotiate(client);
                var version = line.Count > 1 && int.TryParse(Encoding.UTF8.GetString(line[1]), out var asked) ? asked : 301;
                client.CapVersion = Math.Max(client.CapVersion, version);
                if (client.CapVersion >= ValuesSince) client.SetCapabilities(client.Caps | Capability.CapNotify);
                List(client, "LS", [.. CapabilityList.Offered(client, client.Node.Settings).Select(o => o.Words(client))]);
                break;
            case "LIST":
                List(client, "LIST", [.. CapabilityList.NamesOf(client.Caps)]);
                break;
            case "REQ":
                Negotiate(client);
                Request(client, line.Count > 1 ? Encoding.UTF8.GetString(line[1]) : "");
                break;
            case "END":
                if (client.Registration is not { IsNegotiating: true } pending) break;
                pending.IsNegotiating = false;
                if (client.Sasl is { Exchange.IsPending: false }) client.AbortSasl();
                client.TryRegister();
                break;
            default:
                client.Reply(Numerics.InvalidCapCommand, sub.Length is 0 or > 32 || sub.Contains(' ', StringComparison.Ordinal) ? "*" : sub);
                break;
        }
    }

    private static void Negotiate(IrcSession client)
    {
        if (client.Registration is { } pending) pending.IsNegotiating = true;
    }

    private static void List(IrcSession client, string sub, string[] names)
    {
        var lines = new List<string> { "" };
        foreach (var name in names)
            if (lines[^1].Length + name.Length > BytesMax) lines.Add(name);
            else lines[^1] += lines[^1].Length == 0 ? name : " " + name;
        for (var i = 0; i < lines.Count; i++)
        {
            var pen = client.StartLine();
            pen.From(client.ServerName).Word("CAP"u8).Word(client.Nick).Word(sub);
            if (i < lines.Count - 1) pen.Word("*"u8);
            pen.Trail(lines[i]).End();
            client.Flush(pen);
        }
    }

    /// <summary>All of a request or nothing.</summary>
    private static void Request(IrcSession client, string names)
    {
        var offered = CapabilityList.Offered(client, client.Node.Settings).ToDictionary(o => o.Name, o => o.Capability);
        var caps = client.Caps;
        var isGood = true;
        foreach (var name in names.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var removing = name[0] == '-';
            if (!offered.TryGetValue(removing ? name[1..] : name, out var capability) || capability is Capability.Sts or Capability.Tls) isGood = isGood && capability == Capability.Tls;
            else if (removing && capability == Capability.CapNotify && client.CapVersion >= ValuesSince) isGood = false;
            else caps = removing ? caps & ~capability : caps | capability;
        }

        if (isGood) client.SetCapabilities(caps);
        var pen = client.StartLine();
        pen.From(client.ServerName).Word("CAP"u8).Word(client.Nick).Word(isGood ? "ACK"u8 : "NAK"u8).Trail(names).End();
        client.Flush(pen);
    }
}
