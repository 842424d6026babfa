using System.Net;
using Parlance.Engine;

namespace Parlance.Configuration;

internal static class WebIrcTable
{
    public static readonly Key<string> Name = new("name", Kinds.Word, "", "The gateway's name.") { Required = true };
    public static readonly Key<string> Password = new("password", Kinds.Text, "", "What it gives with WEBIRC; a verifier made by parlance hash-password, or plain text.") { Secret = true };
    public static readonly Key<string> Fingerprint = new("fingerprint", Kinds.Fingerprint, "", "SHA-256 of its client certificate.");
    public static readonly Key<IReadOnlyList<IPNetwork>> Address = new("address", Kinds.Networks, [], "Where it connects from.") { Required = true };

    public static readonly Table Table = new("webirc", "Web gateways that may name their clients' addresses.", Name, Password, Fingerprint, Address) { Many = true };

    public static IReadOnlyList<WebIrcGateway> Read(Reading from)
    {
        from.Distinct(Table, Name);
        return [.. from.All(Table).Select(t =>
        {
            if (t.Get(Password).Length == 0 && t.Get(Fingerprint).Length == 0)
                from.Wrong(t, Name, $"the gateway '{t.Get(Name)}' has neither password nor fingerprint", "give it one of the two");

            return new WebIrcGateway
            {
                Name = t.Get(Name), Password = t.Get(Password), Addresses = t.Get(Address),
                Fingerprint = t.Get(Fingerprint).Replace(":", "", StringComparison.Ordinal).ToLowerInvariant(),
            };
        })];
    }
}

internal static class DnsblTable
{
    private static readonly DnsblZone Default = new();

    public static readonly Key<string> Name = new("name", Kinds.Domain, "", "The zone, like dnsbl.example.org.") { Required = true };
    public static readonly Key<IReadOnlyList<string>> Replies = new("replies", Kinds.Words, [], "Answers that count, like 127.0.0.2; none: any.");
    public static readonly Key<string> Action = new("action", Kinds.Choice("kill", "notify", "mark"), Default.Action, "kill: the client is refused; notify: staff is told; mark: staff sees it in WHOIS.");
    public static readonly Key<string> Reason = new("reason", Kinds.Text, Default.Reason, "What the client is told; {zone} stands for the name.");

    public static readonly Table Table = new("dnsbl", "DNS blocklists that new clients' addresses are looked up in.", Name, Replies, Action, Reason) { Many = true };

    public static IReadOnlyList<DnsblZone> Read(Reading from)
    {
        from.Distinct(Table, Name);
        return [.. from.All(Table).Select(t => new DnsblZone { Name = t.Get(Name), Replies = t.Get(Replies), Action = t.Get(Action), Reason = t.Get(Reason) })];
    }
}
