using System.Diagnostics;

namespace Parlance.Live;

/// <summary>InspIRCd in our place (<c>INSPIRCD</c> names the folder its package was unpacked to; default: the system).</summary>
public sealed class InspircdServer : IServerKind
{
    private static string Prefix => Environment.GetEnvironmentVariable("INSPIRCD") ?? "";

    public string ReadyLine => "";

    public ProcessStartInfo Command(LiveServer server) =>
        new($"{Prefix}/usr/sbin/inspircd", ["--runasroot", "--nofork", $"--config={server.ConfigFile}"]);

    public string Configuration(LiveServer server, string settings)
    {
        var modules = string.Join('\n', Modules.Select(m => $"<module name=\"{m}\">"));
        return $"""
            <config format="xml">
            <path configdir="{server.Folder}" datadir="{server.Folder}" logdir="{server.Folder}" moduledir="{Prefix}/usr/lib/inspircd/modules">
            <pid file="{server.Folder}/pid">
            <server name="parlance.test" description="test" network="TestNet" id="1AA">
            <admin name="x" nick="x" email="x@x">
            <bind address="127.0.0.1" port="{server.Port}" type="clients">
            <class name="All" commands="*" privs="*" usermodes="*" chanmodes="*" snomasks="*">
            <type name="Admin" classes="All">
            <oper name="root" password="secret" host="*@*" type="Admin">
            <connect name="main" allow="*" timeout="60" pingfreq="120" threshold="1000000" commandrate="1000000" fakelag="no" localmax="10000" globalmax="10000" resolvehostnames="no" useident="no">
            <performance nouserdns="yes"> <limits maxnick="32"> <options> <files motd="{server.MotdFile}">
            <log method="file" type="* -USERINPUT -USEROUTPUT" level="default" target="log">
            <badhost host="none@none" reason="x">
            {modules}
            """;
    }

    private static readonly string[] Modules =
    [
        "cap", "ircv3", "ircv3_servertime", "ircv3_echomessage", "ircv3_labeledresponse", "ircv3_ctctags", "ircv3_batch", "ircv3_msgid",
        "monitor", "namesx",
    ];
}
