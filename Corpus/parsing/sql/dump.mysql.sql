/*!40101 SET NAMES utf8 */;
DROP TABLE IF EXISTS `a`;
CREATE TABLE `a` (
  `id` int(10) unsigned NOT NULL AUTO_INCREMENT,
  `s` varchar(20) COLLATE utf8mb4_general_ci DEFAULT NULL COMMENT 'a; b',
  PRIMARY KEY (`id`),
  UNIQUE KEY `u` (`s`),
  KEY `k` (`s`(10),`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO `a` VALUES (1,'x\'y'),(2,'a\\'),(3,NULL),(4,';'),(5,'--');
DELIMITER ;;
CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW BEGIN IF NEW.id THEN SET NEW.id = 1; END IF; END ;;
DELIMITER ;
SELECT 1 # one
  + 2;
