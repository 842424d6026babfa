namespace Parlance.Config.Tests.Configuration;

/// <summary>An operator's mistakes: file, line, column, what is wrong and what to do.</summary>
public sealed class ErrorTests
{
    public static readonly TheoryData<string, string> Mistakes = new()
    {
        { "[servr]", "f.toml:1:2: 'servr' is not a table of this file; did you mean 'server'?" },
        { "[server]\nnam=\"a.b\"", "f.toml:2:1: 'nam' is not a key of [server]; did you mean 'name'?" },
        { "[server]\nsend_queue=\"1MiB\"", "f.toml:2:1: 'send_queue' is not a key of [server]; it belongs to [limits] or [[class]]" },
        { "[limits]\nline_length=\"2048\"", "f.toml:2:13: line_length is \"2048\"; it must be a whole number from 512 to 65535" },
        { "[limits]\nline_length=5", "f.toml:2:13: line_length is 5; it must be a whole number from 512 to 65535" },
        { "[limits]\nline_length=99999999999", "f.toml:2:13: line_length is 99999999999; it must be a whole number from 512 to 65535" },
        { "[limits]\nenabled=1", "f.toml:2:9: enabled is 1; it must be true or false" },
        { "[limits]\nmessages_per_second=-1", "f.toml:2:21: messages_per_second is -1; it must be a number from 0.01 to 100000" },
        { "[limits]\nmessages_per_second=nan", "f.toml:2:21: messages_per_second is a float; it must be a number from 0.01 to 100000" },
        { "[limits]\nsend_queue=\"1MB\"", "f.toml:2:12: send_queue is \"1MB\"; it must be a size like \"64KiB\", from 16KiB to 1GiB" },
        { "[limits]\nsend_queue=\"2GiB\"", "f.toml:2:12: send_queue is \"2GiB\"; it must be a size like \"64KiB\", from 16KiB to 1GiB" },
        { "[limits]\nsend_queue=\"99999999999GiB\"", "f.toml:2:12: send_queue is \"99999999999GiB\"; it must be a size like \"64KiB\", from 16KiB to 1GiB" },
        { "[limits]\nping_interval=90", "f.toml:2:15: ping_interval is 90; it must be a duration like \"30s\", from 1s to 1d" },
        { "[limits]\nping_interval=\"1.5m\"", "f.toml:2:15: ping_interval is \"1.5m\"; it must be a duration like \"30s\", from 1s to 1d" },
        { "[server]\nname=\"nodot\"", "f.toml:2:6: name is \"nodot\"; it must be a host name with a dot, at most 63 characters" },
        { "[server]\nsid=\"ABC\"", "f.toml:2:5: sid is \"ABC\"; it must be a digit and two digits or capital letters, like \"1PA\"" },
        { "[server]\ncasemapping=\"rfc1459\"", "f.toml:2:13: casemapping is \"rfc1459\"; it must be \"rfc8265\" or \"ascii\"" },
        { "[server]\nnetwork=\"two words\"", "f.toml:2:9: network is \"two words\"; it must be a word without spaces" },
        { "[server]\ndescription=\"two\\nlines\"", "f.toml:2:13: description is \"two\\nlines\"; it must be text on one line" },
        { "[server]\nmotd_file=\"gone.txt\"", "f.toml:2:11: the file gone.txt does not exist; write it, or take motd_file out" },
        { "[[listen.irc]]\naddress=\"localhost\"", "f.toml:2:9: address is \"localhost\"; it must be an IP address like \"127.0.0.1\", or \"::\" for all" },
        { "[[listen.irc]]\nport=65536", "f.toml:2:6: port is 65536; it must be a whole number from 0 to 65535" },
        { "[[listen.irc]]\ntrusted_proxies=[\"10.0.0.0/8\", \"10.0.0.0/33\"]", "f.toml:2:32: trusted_proxies has \"10.0.0.0/33\"; it must be a network like \"10.0.0.0/8\", an address, or a list of them" },
        { "[[listen.irc]]\nport=1\n[[listen.irc]]\nport=1", "f.toml:4:6: 127.0.0.1:1 is listened on twice, see 127.0.0.1:1; change one port or take one listener out" },
        { "[[listen.irc]]\naddress=\"::\"\n[[listen.irc]]\n", "f.toml:3:1: 127.0.0.1:6667 is listened on twice, see [::]:6667; change one port or take one listener out" },
        { "[[listen.irc]]\ntls=true\ncertificate=\"c.pem\"", "f.toml:3:13: certificate is given without key; add key, or take certificate out for a self-signed certificate" },
        { "[tls]\ncertificate=\"c.pem\"\nkey=\"parlance-absent\"", "f.toml:2:13: the file c.pem does not exist; put it there, or take certificate and key out for a self-signed certificate" },
        { "[[listen.irc]]\nport=1\n[[listen.xmpp]]\nport=1", "f.toml:4:6: 127.0.0.1:1 is listened on twice, see 127.0.0.1:1; change one port or take one listener out" },
        { "[[listen.xmpp]]\nwebsocket=true\ntls=\"starttls\"", "f.toml:3:5: a WebSocket has no starttls; write tls = \"direct\" or tls = \"none\"" },
        { "[listen.irc]\nport=1", "f.toml:1:9: listen.irc is a table; write [[listen.irc]] on a line of its own, and its keys below" },
        { "listen=5", "f.toml:1:1: listen is an integer; write [[listen.irc]] or [[listen.xmpp]] or [[listen.http]] or [[listen.xmpp_s2s]] or [[listen.mesh]]" },
        { "[[server]]", "f.toml:1:3: server is an array of tables; write [server] on a line of its own, and its keys below" },
        { "[[oper]]\npassword=\"x\"", "f.toml:1:1: [[oper]] has no name; add name: a word without spaces" },
        { "[[oper]]\nname=\"a\"", "f.toml:2:6: the operator 'a' has neither password nor fingerprint; give it one; parlance hash-password makes a password verifier" },
        { "[[oper]]\nname=\"a\"\npassword=\"$scram-sha-256$1\"", "f.toml:3:10: the verifier is damaged; make it again with parlance hash-password" },
        { "[[oper]]\nname=\"a\"\npassword=5", "f.toml:3:10: password is an integer; it must be text on one line" },
        { "[[oper]]\nname=\"a\"\nfingerprint=\"abc\"", "f.toml:3:13: fingerprint is \"abc\"; it must be a SHA-256 in hex, or \"\"" },
        { "[[oper]]\nname=\"a\"\npassword=\"x\"\nclass=\"king\"", "f.toml:4:7: there is no operator class 'king'; write one of admin, moderator, helper, or add an [[oper_class]]" },
        { "[[oper]]\nname=\"a\"\npassword=\"x\"\n[[oper]]\nname=\"a\"\npassword=\"x\"", "f.toml:5:6: a second [[oper]] is called 'a'; rename one or take it out" },
        { "[[class]]\nmax=-1", "f.toml:2:5: max is -1; it must be a whole number from 0 to 1000000" },
        { "[[webirc]]\nname=\"g\"\npassword=\"p\"", "f.toml:1:1: [[webirc]] has no address; add address: a network like \"10.0.0.0/8\", an address, or a list of them" },
        { "[[dnsbl]]\nname=\"a.b\"\naction=\"ban\"", "f.toml:3:8: action is \"ban\"; it must be \"kill\" or \"notify\" or \"mark\"" },
        { "[history]\nenabled=true\n[log]\nmessages=false", "f.toml:4:10: history is on, but messages are not kept in the log; write messages = true here, or enabled = false in [history]" },
        { "[log]\nstore=\"postgres\"", "f.toml:2:7: the PostgreSQL store is not there yet; write store = \"sqlite\"" },
        { "[rooms]\ndefault_modes=\"nt\"", "f.toml:2:15: default_modes is \"nt\"; it must be modes like \"+nt\"" },
        { "[accounts]\nsasl=[\"PLAIN\",\"MD5\"]", "f.toml:2:15: sasl has \"MD5\"; it must be a list of \"SCRAM-SHA-256\", \"SCRAM-SHA-512\", \"SCRAM-SHA-1\", \"PLAIN\", \"EXTERNAL\"" },
        { "[xmpp]\nprofil=\"modern\"", "f.toml:2:1: 'profil' is not a key of [xmpp]; did you mean 'profile'?" },
        { "[server\nname=1", "f.toml:1:8: the line ends: the header [...] is not closed; write ] after the name; correct the line; TOML is described at toml.io" },
    };

    [Theory, MemberData(nameof(Mistakes))]
    public void a_mistake_is_named_with_its_place_and_remedy(string toml, string said) => Assert.Contains(said, Configured.Problems(toml));

    [Fact]
    public void every_mistake_is_told_at_once() =>
        Assert.Equal(3, Configured.Problems("[server]\nnam=1\n[limits]\nline_length=1\n[logging]\nlevel=\"loud\"").Count);

    [Fact]
    public void a_secret_is_never_repeated_in_an_error() =>
        Assert.DoesNotContain(Configured.Problems("[server]\npassword=\"hunter2\\n\""), said => said.Contains("hunter2"));

    [Fact]
    public void endless_mistakes_are_told_up_to_a_limit() =>
        Assert.Equal(Parlance.Configuration.Reading.ProblemsMax, Configured.Problems("[server]\n" + string.Concat(Enumerable.Range(0, 500).Select(i => $"zzzzzzzz{i}=1\n"))).Count);

    [Fact]
    public void a_missing_file_is_said_so()
    {
        var result = new Parlance.Configuration.ConfigurationSource { File = Path.Combine(Configured.Folder, "absent.toml") }.Read();
        Assert.Contains("there is no such file", Assert.Single(result.Problems).ToString());
    }

    [Fact]
    public void a_plain_operator_password_is_warned_about() =>
        Assert.Contains("f.toml:3:10: the password of the operator 'a' is plain text; put what parlance hash-password prints in its place",
            Configured.Notes("[[oper]]\nname=\"a\"\npassword=\"x\""));

    [Fact]
    public void what_has_no_effect_yet_is_accepted_and_said_so()
    {
        var notes = Configured.Notes("[[listen.xmpp_s2s]]\n[rooms]\nlong_texts=false");
        Assert.Contains("f.toml:1:1: [[listen.xmpp_s2s]] has no effect yet; leave it or take it out", notes);
        Assert.Contains("f.toml:3:12: rooms.long_texts has no effect yet; leave it or take it out", notes);
    }
}
