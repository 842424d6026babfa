using System.Net;
using System.Text;
using Parlance.Engine;
using Parlance.Engine.Security;
using Parlance.Irc.Wire;

namespace Parlance.Irc.Operators;

/// <summary><c>WEBIRC &lt;password&gt; &lt;gateway&gt; &lt;hostname&gt; &lt;ip&gt; [:&lt;options&gt;]</c>: IRCv3 webirc. The hostname is not believed; the address counts.</summary>
public sealed class WebircCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("WEBIRC", ParamsMin: 4, From: Stage.Registering, Syntax: "<password> <gateway> <hostname> <ip> [<options>]", Help: "Says, by a web gateway, for whom it connects.");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        if (client.Registration is not { Address: null, Nick: null, Ident: null } pending || pending.Pending > 0)
        {
            client.Node.Disconnect(client.Connection, "WEBIRC comes first, and once");
            return;
        }

        var peer = client.Connection.Peer;
        var gateway = client.Node.Settings.WebIrc.FirstOrDefault(g => g.Addresses.Any(n => n.Contains(peer.Address)) && (g.Fingerprint.Length == 0 || Secrets.Same(g.Fingerprint, peer.CertificateFingerprint ?? "")));
        if (gateway is null) Refuse(client, "this gateway is not known here");
        else if (!IPAddress.TryParse(Encoding.UTF8.GetString(line[3]), out var address)) Refuse(client, "that is not an address");
        else
        {
            // The gateway's TLS says nothing of the client's: only the option does (IRCv3 webirc, "secure").
            var isSecure = (peer.Secure || IPAddress.IsLoopback(peer.Address)) && line.Count > 4 && Encoding.UTF8.GetString(line[4]).Split(' ').Any(o => o is "secure" || o.StartsWith("secure=", StringComparison.Ordinal));
            pending.Pending++;
            client.Node.Effects.Work.Add(new GatewayCheck(gateway, Encoding.UTF8.GetString(line[0]), address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address, isSecure) { For = client.Connection });
        }
    }

    public static void Refuse(IrcSession client, string reason) => client.Node.Disconnect(client.Connection, $"WEBIRC: {reason}");
}

/// <summary>Checks a gateway's password off the loop; nobody registers on the connection meanwhile.</summary>
internal sealed class GatewayCheck(WebIrcGateway gateway, string password, IPAddress address, bool isSecure) : Work
{
    private bool _isRight;

    public override void Run() => _isRight = gateway.Password.Length == 0 ? gateway.Fingerprint.Length > 0 : PasswordVerifier.Matches(gateway.Password, password);

    public override void Done(Node node)
    {
        if (For?.Session is not IrcSession { Registration: { } pending } client || For.IsClosing) return;
        pending.Pending--;
        if (!_isRight) WebircCommand.Refuse(client, "wrong password");
        else if (node.Admission.Move(For, address) is { } reason) node.Disconnect(For, reason);
        else
        {
            pending.Address = address;
            pending.GatewaySecure = isSecure;
            client.TryRegister();
        }
    }
}
