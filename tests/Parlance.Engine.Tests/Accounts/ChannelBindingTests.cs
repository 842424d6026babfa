using Parlance.Engine.Security.Sasl;

namespace Parlance.Engine.Tests.Accounts;

/// <summary>A log-in that is bound to its channel is worth nothing on another (RFC 5802 section 6, RFC 5929, RFC 9266).</summary>
public class ChannelBindingTests
{
    private static readonly byte[] s_exported = [.. Enumerable.Repeat((byte)7, 32)];
    private static readonly byte[] s_endPoint = [1, 2, 3];
    private readonly LoginRig _rig = new();

    public ChannelBindingTests() => _rig.Node.Bindings = new Channel();

    [Fact]
    public void the_bound_forms_stand_first_where_there_is_a_channel()
    {
        Assert.Equal(["SCRAM-SHA-256-PLUS", "SCRAM-SHA-512-PLUS", "SCRAM-SHA-1-PLUS"], _rig.Node.Logins.Offered(_rig.Secure()).Take(3));
        Assert.DoesNotContain(_rig.Node.Logins.Offered(_rig.Secure() with { IsDirect = false }), name => name.EndsWith("-PLUS", StringComparison.Ordinal));
        Assert.DoesNotContain(_rig.Node.Logins.Offered(SaslClient.Of(_rig.Rig.Connect().Connection)), name => name.EndsWith("-PLUS", StringComparison.Ordinal));
    }

    [Fact]
    public void either_binding_lets_in_and_another_channels_does_not()
    {
        Assert.Equal(SaslResult.Success, Bound("tls-exporter", s_exported).Result);
        Assert.Equal(SaslResult.Success, Bound("tls-server-end-point", s_endPoint).Result);
        Assert.Equal((SaslOutcome)SaslFault.NotAuthorized, Bound("tls-exporter", s_endPoint));
        Assert.Equal((SaslOutcome)SaslFault.NotAuthorized, Bound("tls-server-end-point", []));
        Assert.Equal((SaslOutcome)SaslFault.Malformed, Bound("tls-unique", s_exported));
    }

    [Fact]
    public void who_would_bind_and_was_not_offered_it_is_not_let_in() =>
        Assert.Equal((SaslOutcome)SaslFault.NotAuthorized, _rig.ScramSha256("ana", "pencil", header: "y,,"));

    [Fact]
    public void who_would_bind_where_there_is_nothing_to_bind_to_is()
    {
        _rig.Node.Bindings = null;
        Assert.Equal(SaslResult.Success, _rig.ScramSha256("ana", "pencil", header: "y,,").Result);
        Assert.Null(_rig.Node.Logins.Begin(_rig.Secure(), "SCRAM-SHA-256-PLUS"));
    }

    [Fact]
    public void form_and_name_must_agree()
    {
        Assert.Equal((SaslOutcome)SaslFault.Malformed, _rig.ScramSha256("ana", "pencil", "SCRAM-SHA-256-PLUS", "n,,"));
        Assert.Equal((SaslOutcome)SaslFault.Malformed, _rig.ScramSha256("ana", "pencil", "SCRAM-SHA-256", "p=tls-exporter,,", s_exported));
    }

    private SaslOutcome Bound(string type, byte[] data) => _rig.ScramSha256("ana", "pencil", "SCRAM-SHA-256-PLUS", $"p={type},,", data);

    private sealed class Channel : IChannelBindings
    {
        public bool TryExportKeyingMaterial(int connection, Span<byte> to)
        {
            s_exported.CopyTo(to);
            return true;
        }

        public ReadOnlySpan<byte> EndPointHash(int connection) => s_endPoint;
    }
}
